using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;

namespace TokenApi.SharedState;

/// <summary>Keeps the sessions and the keys of their cookies in Redis, when there is one, so that every instance reads every session.</summary>
internal static class SharedStateExtensions
{
    public static void AddSharedState(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString(nameof(RedisOptions.Redis))))
        {
            builder.Services.AddDistributedMemoryCache();
            return;
        }

        builder.Services.AddSingleton(Connect);
        builder.Services.AddSingleton<SessionKeys>();
        builder.Services.AddHealthChecks().AddCheck<SharedStateCheck>("redis");
        builder.Services.AddDataProtection().SetApplicationName(nameof(TokenApi));
        builder.Services.AddStackExchangeRedisCache(cache => cache.InstanceName = "tokenapi:");
        builder.Services.AddOptions<RedisCacheOptions>().Configure<IConnectionMultiplexer>((cache, redis) => cache.ConnectionMultiplexerFactory = () => Task.FromResult(redis));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IConnectionMultiplexer>((keys, redis) =>
            keys.XmlRepository = new RedisXmlRepository(() => redis.GetDatabase(), "tokenapi:keys"));
    }

    private static IConnectionMultiplexer Connect(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILogger<RedisOptions>>();
        IConnectionMultiplexer redis = ConnectionMultiplexer.Connect(services.GetRequiredService<IOptions<RedisOptions>>().Value.Parse());
        redis.ConnectionFailed += (_, failed) => logger.LogWarning("The connection to Redis is lost, so each instance counts requests on its own: {Failure}", failed.FailureType);
        redis.ConnectionRestored += (_, _) => logger.LogInformation("The connection to Redis is restored");
        return redis;
    }
}
