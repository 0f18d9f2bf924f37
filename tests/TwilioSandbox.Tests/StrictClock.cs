using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TwilioSandbox.Tests;

/// <summary>A fake clock that refuses negative due times, as the system's timers do, and tells which timers wait.</summary>
public sealed class StrictClock() : FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000))
{
    private readonly Channel<TimeSpan> _created = Channel.CreateUnbounded<TimeSpan>();
    private readonly ConcurrentDictionary<Timer, TimeSpan> _waiting = [];

    /// <summary>The due times of the sandbox's timers that have neither fired nor been disposed.</summary>
    public IEnumerable<TimeSpan> Waiting => _waiting.Values.Order();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        _created.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until the sandbox has started a timer with this due time.</summary>
    public async Task CreatedAsync(TimeSpan dueTime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        while (await _created.Reader.ReadAsync(limit.Token) != dueTime)
        {
        }
    }

    private ITimer CreateFake(TimerCallback callback) => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class Timer : ITimer
    {
        private readonly StrictClock _clock;
        private readonly ITimer _fake;
        // Libraries use this clock too, for as long as the program runs.
        private readonly bool _isCounted;
        private bool _isPeriodic;

        public Timer(StrictClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _isCounted = callback.Method.Module.Assembly.GetName().Name?.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) != true;
            _fake = clock.CreateFake(_ =>
            {
                if (!_isPeriodic)
                {
                    clock._waiting.TryRemove(this, out var _);
                }

                callback(state);
            });
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _isPeriodic = period > TimeSpan.Zero;
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                _clock._waiting.TryRemove(this, out var _);
            }
            else if (_isCounted)
            {
                _clock._waiting[this] = dueTime;
            }

            return _fake.Change(dueTime, period);
        }

        public void Dispose()
        {
            _clock._waiting.TryRemove(this, out var _);
            _fake.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
