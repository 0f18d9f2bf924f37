namespace EndToEnd.Harness;

/// <summary>Waits for a condition with a limit. A failed wait reports what it saw last.</summary>
public static class Wait
{
    /// <summary>The default limit. On an idle machine, nearly every wait takes less than a second.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Looks repeatedly until the result is right.</summary>
    /// <param name="expected">The condition, to follow "Expected".</param>
    /// <param name="look">Looks once.</param>
    /// <param name="isRight">Whether the result is right.</param>
    /// <param name="limit"><see cref="Limit"/> by default.</param>
    /// <param name="interval">The time between two looks: 25 ms by default.</param>
    public static async Task<T> UntilAsync<T>(string expected, Func<Task<T>> look, Func<T, bool> isRight, TimeSpan? limit = null, TimeSpan? interval = null)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        using var timer = new PeriodicTimer(interval ?? s_interval, clock);
        while (true)
        {
            var seen = await look();
            if (isRight(seen))
            {
                return seen;
            }

            if (clock.GetElapsedTime(start) > (limit ?? Limit))
            {
                Assert.Fail($"Expected {expected} within {(limit ?? Limit).TotalSeconds:0} s. Seen last: {Describe(seen)}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Describe<T>(T seen) => seen is System.Collections.IEnumerable list and not string
        ? list.Cast<object>().ToArray() is { Length: > 0 } items ? string.Join("; ", items.TakeLast(10)) : "nothing"
        : seen?.ToString() ?? "nothing";
}
