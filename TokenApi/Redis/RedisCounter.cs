using StackExchange.Redis;

namespace TokenApi.Redis;

/// <summary>Counts what all instances have let through together: so much at once, which comes back evenly over a minute. By the clock of Redis.</summary>
internal sealed class RedisCounter(IConnectionMultiplexer redis, ILogger<RedisCounter> logger)
{
    // The one number kept is when all that was used will have come back, in microseconds; the entry is gone once it has.
    // It is never more than a minute ahead, unless the clock was set back since: then it says nothing.
    private const string Take = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local kept = tonumber(redis.call('GET', KEYS[1]) or 0)
        if kept > now + 60000000 then kept = 0 end
        local restored = math.max(now, kept) + tonumber(ARGV[1])
        local wait = restored - now - 60000000
        if wait > 0 then return wait end
        redis.call('SET', KEYS[1], string.format('%.0f', restored), 'PX', math.ceil((restored - now) / 1000))
        return 0
        """;

    private const double MicrosecondsAMinute = 60_000_000;

    private bool _away;

    /// <summary>How long to wait, zero when it may be done now; null when Redis does not answer.</summary>
    /// <param name="key">Whose limit it is.</param>
    /// <param name="permits">How much to take.</param>
    /// <param name="perMinute">Of how much.</param>
    public async ValueTask<TimeSpan?> TakeAsync(string key, int permits, int perMinute)
    {
        try
        {
            var cost = (long)Math.Ceiling(MicrosecondsAMinute / perMinute * permits);
            var wait = (long)await redis.GetDatabase().ScriptEvaluateAsync(Take, [$"tokenapi:limit:{key}"], [cost]);
            if (Interlocked.Exchange(ref _away, false))
            {
                logger.LogInformation("Redis answers again: rate limits are limits across all instances");
            }

            return TimeSpan.FromMicroseconds(wait);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            if (!Interlocked.Exchange(ref _away, true))
            {
                logger.LogWarning("Redis does not answer: until it does, each instance counts for itself. {Reason}", e.Message);
            }

            return null;
        }
    }
}
