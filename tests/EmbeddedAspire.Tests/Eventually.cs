using System.Diagnostics;

namespace EmbeddedAspire.Tests;

/// <summary>Waits for what another process does, with a limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<bool> condition, string otherwise, CancellationToken cancellationToken)
    {
        var stopwatch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Interval);
        while (!condition())
        {
            Assert.True(stopwatch.Elapsed < Limit, $"After {Limit.TotalSeconds} s, {otherwise}.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
