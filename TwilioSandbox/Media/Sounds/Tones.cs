namespace TwilioSandbox.Media.Sounds;

/// <summary>Sounds that the sandbox makes itself.</summary>
internal static class Tones
{
    private const string Keys = "123A456B789C*0#D";
    private const double Amplitude = 6000;

    private static readonly double[] s_rows = [697, 770, 852, 941];
    private static readonly double[] s_columns = [1209, 1336, 1477, 1633];

    /// <summary>What a caller hears instead of a voice: two notes.</summary>
    public static byte[] Chime { get; } = [.. Tone(300, 660), .. Tone(400, 880)];

    /// <summary>What a caller hears before a recording.</summary>
    public static byte[] Beep { get; } = Tone(400, 1000);

    /// <summary>What a caller hears while a client rings, as in North America: two seconds of every six.</summary>
    public static byte[] Ringback { get; } = [.. Tone(2000, 440, 480), .. Silence(4000)];

    /// <summary>The tones of keys (ITU-T Q.23). <c>w</c> is a pause of half a second, <c>W</c> of a second.</summary>
    public static byte[] Dial(string keys) => [.. keys.SelectMany(key => key switch
    {
        'w' => Silence(500),
        'W' => Silence(1000),
        _ => [.. Tone(120, s_rows[Keys.IndexOf(key, StringComparison.Ordinal) / 4], s_columns[Keys.IndexOf(key, StringComparison.Ordinal) % 4]), .. Silence(80)],
    })];

    private static byte[] Silence(int milliseconds) => [.. Enumerable.Repeat(Audio.Silence, milliseconds * Audio.Rate / 1000)];

    private static byte[] Tone(int milliseconds, params double[] hertz) =>
    [
        .. Enumerable.Range(0, milliseconds * Audio.Rate / 1000).Select(n => Audio.Encode((int)hertz.Sum(f => Amplitude * Math.Sin(2 * Math.PI * f * n / Audio.Rate)))),
    ];
}
