using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TwilioSandbox.Tests;

/// <summary>The system's timers refuse a time that has passed; the fake ones take it. And a test that sets the clock must know that somebody waits for it.</summary>
public sealed class StrictClock() : FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000))
{
    private readonly Channel<TimeSpan> _created = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _created.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until the sandbox has started to wait for so long.</summary>
    public async Task CreatedAsync(TimeSpan dueTime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        while (await _created.Reader.ReadAsync(limit.Token) != dueTime)
        {
        }
    }
}
