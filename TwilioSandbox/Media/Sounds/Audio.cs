namespace TwilioSandbox.Media.Sounds;

/// <summary>The sound of a call: G.711 µ-law at 8 kHz, in frames of 20 ms.</summary>
internal static class Audio
{
    public const int Rate = 8000;

    /// <summary>Samples, and bytes, of a frame.</summary>
    public const int FrameLength = 160;

    public const byte Silence = 0xFF;

    private const int Bias = 0x84;
    private const int Max = 32635;

    private static readonly short[] s_decoded = [.. Enumerable.Range(0, 256).Select(code => Expand((byte)code))];

    public static TimeSpan FrameDuration { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>One sample in µ-law (ITU-T G.711).</summary>
    public static byte Encode(int sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var biased = Math.Min(Math.Abs(sample), Max) + Bias;
        var exponent = 31 - int.LeadingZeroCount(biased) - 7;
        return (byte)~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0xF));
    }

    public static short Decode(byte code) => s_decoded[code];

    private static short Expand(byte code)
    {
        var bits = (byte)~code;
        var size = ((((bits & 0xF) << 3) + Bias) << ((bits >> 4) & 7)) - Bias;
        return (short)((bits & 0x80) == 0 ? size : -size);
    }
}
