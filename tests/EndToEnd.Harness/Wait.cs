namespace EndToEnd.Harness;

/// <summary>Waiting for what becomes true by itself. Every wait has a limit, and says when it ends in vain what it saw last.</summary>
public static class Wait
{
    /// <summary>Everything the tests wait for takes well under a second on an idle machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Looks again and again until what is seen is right.</summary>
    /// <param name="expected">What should come true, to follow "Expected".</param>
    /// <param name="look">Looks once.</param>
    /// <param name="isRight">Whether this is what was waited for.</param>
    /// <param name="limit"><see cref="Limit"/> when it is not given.</param>
    /// <param name="interval">How long after one look the next follows: 25 ms when it is not given.</param>
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
