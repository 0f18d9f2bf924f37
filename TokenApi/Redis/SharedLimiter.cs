using System.Threading.RateLimiting;
using TokenApi.Limits;

namespace TokenApi.Redis;

/// <summary>A limit across all instances. While Redis does not answer it is one of this instance alone: a limit all the same.</summary>
internal sealed class SharedLimiter(RedisCounter counter, string key, int perMinute, SteadyLimiter own) : RateLimiter
{
    /// <summary>Nothing is kept here but what was counted without Redis.</summary>
    public override TimeSpan? IdleDuration => own.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => null;

    // Redis cannot be asked without waiting; the middleware tries this first, and then the other.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new SteadyLease(TimeSpan.Zero);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        await counter.TakeAsync(key, permitCount, perMinute) is not { } wait
            ? own.AttemptAcquire(permitCount)
            : new SteadyLease(wait > TimeSpan.Zero ? wait : null);
}
