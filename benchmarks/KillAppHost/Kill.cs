using System.Diagnostics;

namespace KillAppHost;

/// <summary>One kill -9 of AppHost.</summary>
/// <param name="Descendants">How many processes AppHost had at that moment.</param>
/// <param name="Gone">How long after the kill everything was gone.</param>
/// <param name="Left">What was still there at the limit; null: nothing.</param>
public sealed record Kill(int Descendants, TimeSpan Gone, string? Left)
{
    /// <summary>What the victim prints when everything is healthy.</summary>
    public const string Started = "started";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(25);

    /// <summary>How long the victim takes until everything is healthy. It is killed then.</summary>
    public static async Task<TimeSpan> StartTimeAsync(CancellationToken cancellationToken)
    {
        using var victim = new Victim();
        var clock = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        var line = await victim.Process.StandardOutput.ReadLineAsync(limit.Token);
        var time = clock.Elapsed;
        victim.Process.Kill();
        return line == Started ? time : throw new InvalidOperationException($"AppHost did not start: {await victim.Process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>Starts AppHost, kills it at <paramref name="moment"/>, and waits until nothing of it is left.</summary>
    public static async Task<Kill> AtAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        using var victim = new Victim();
        await Task.Delay(moment, cancellationToken);
        var descendants = victim.Descendants();
        var isSupervised = descendants.Any(process => process.Contains("supervisor", StringComparison.Ordinal));
        victim.Process.Kill();

        var clock = Stopwatch.StartNew();
        while (victim.Left(isSupervised) is { } left)
        {
            if (clock.Elapsed > s_limit)
            {
                return new(descendants.Count, clock.Elapsed, left);
            }

            await Task.Delay(s_interval, cancellationToken);
        }

        return new(descendants.Count, clock.Elapsed, null);
    }
}
