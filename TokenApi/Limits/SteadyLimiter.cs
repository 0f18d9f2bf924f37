using System.Threading.RateLimiting;

namespace TokenApi.Limits;

/// <summary>
/// So many requests at once, which then come back one by one, evenly over a minute. .NET's own limiters do the same, but by a clock that cannot be set.
/// </summary>
internal sealed class SteadyLimiter(int perMinute, TimeProvider time) : RateLimiter
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly TimeSpan _cost = TimeSpan.FromTicks(Minute.Ticks / perMinute);
    private readonly long _start = time.GetTimestamp();

    // When all that was used will have come back, counted from the start. Never more than a minute ahead.
    private TimeSpan _restored;

    /// <summary>For how long this has been as good as new, so that it need not be kept.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                return Now > _restored ? Now - _restored : null;
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            var now = Now;
            var restored = (now > _restored ? now : _restored) + (_cost * permitCount);
            var wait = restored - now - Minute;
            if (wait > TimeSpan.Zero)
            {
                return new SteadyLease(wait);
            }

            _restored = restored;
            return new SteadyLease(retryAfter: null);
        }
    }

    // Nobody waits in a queue: a request that is too much is refused at once.
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));
}
