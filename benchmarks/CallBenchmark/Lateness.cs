using System.Diagnostics;
using System.Globalization;

namespace CallBenchmark;

/// <summary>Milliseconds after the time at which something should have happened, every 20 ms. The earliest sets the times.</summary>
internal static class Lateness
{
    public static double[] Of(IEnumerable<(int Number, long At)> events)
    {
        double[] offsets = [.. events.Select(e => (e.At * 1000.0 / Stopwatch.Frequency) - (20.0 * e.Number))];
        var earliest = offsets.Min();
        return [.. offsets.Select(offset => offset - earliest)];
    }

    public static string Describe(double[] sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[sorted.Length * 99 / 100]:0.0} ms, most {sorted[^1]:0.0} ms");
}
