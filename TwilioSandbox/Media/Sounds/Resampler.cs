namespace TwilioSandbox.Media.Sounds;

/// <summary>Converts samples of any rate to µ-law at 8 kHz.</summary>
internal static class Resampler
{
    private const int ZeroCrossings = 16;
    private const double Passband = 0.92; // Of the half of the lower rate; the filter needs the rest.
    private const int Steps = 512; // Entries of the table between two zero crossings.

    private static readonly float[] s_filter = CreateFilter();

    public static byte[] ToMuLaw(float[] samples, int rate)
    {
        var result = new byte[(int)((long)samples.Length * Audio.Rate / rate)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Audio.Encode((int)Math.Round(rate == Audio.Rate ? samples[i] : Interpolate(samples, (double)i * rate / Audio.Rate, rate)));
        }

        return result;
    }

    // A low-pass filter (windowed sinc) around the position, so that nothing above 4 kHz is mirrored.
    private static double Interpolate(float[] samples, double position, int rate)
    {
        var scale = Passband * Math.Min(1, (double)Audio.Rate / rate);
        var reach = ZeroCrossings / scale;
        var (first, last) = ((int)Math.Max(0, Math.Ceiling(position - reach)), (int)Math.Min(samples.Length - 1, Math.Floor(position + reach)));
        var sum = 0.0;
        for (var i = first; i <= last; i++)
        {
            sum += samples[i] * s_filter[(int)(Math.Abs(i - position) * scale * Steps)];
        }

        return sum * scale;
    }

    private static float[] CreateFilter() =>
    [
        .. Enumerable.Range(0, (ZeroCrossings * Steps) + 1).Select(step =>
        {
            var x = Math.PI * step / Steps;
            var window = 0.5 * (1 + Math.Cos(x / ZeroCrossings)); // Hann
            return (float)(step == 0 ? 1 : Math.Sin(x) / x * window);
        }),
    ];
}
