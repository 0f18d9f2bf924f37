using System.Threading.RateLimiting;
using StackExchange.Redis;

namespace TokenApi.Security;

/// <summary>A limit that all instances share in Redis. Without Redis, each instance limits on its own, so the limit is never lifted.</summary>
internal sealed class SharedRateLimiter(RateLimiter shared, TokenBucketRateLimiter own) : RateLimiter
{
    public override TimeSpan? IdleDuration => own.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => null;

    // The middleware tries this first, without waiting. Redis needs AcquireAsyncCore.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => shared.AttemptAcquire(permitCount);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        try
        {
            return await shared.AcquireAsync(permitCount, cancellationToken);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return own.AttemptAcquire(permitCount);
        }
    }
}
