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
        builder.Services.AddOptions<SessionKeyOptions>().BindConfiguration(SessionKeyOptions.Section)
            .Validate(
                options => string.IsNullOrEmpty(options.KeyDirectory) || Directory.Exists(options.KeyDirectory),
                "Sessions:KeyDirectory is not a directory. Expected: a directory that only this service can read and write.")
            .ValidateOnStart();
        builder.Services.AddSingleton<SessionKeys>();
        builder.Services.AddHealthChecks().AddCheck<SharedStateCheck>("shared state");
        var protection = builder.Services.AddDataProtection().SetApplicationName(nameof(TokenApi));
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString(nameof(RedisOptions.Redis))))
        {
            builder.Services.AddRedis();
            return;
        }

        builder.Services.AddDistributedMemoryCache();
        if (builder.Configuration[$"{SessionKeyOptions.Section}:{nameof(SessionKeyOptions.KeyDirectory)}"] is { Length: > 0 } directory)
        {
            protection.PersistKeysToFileSystem(new(directory));
        }
        else
        {
            builder.Services.AddSingleton<MemoryKeyRepository>();
            builder.Services.AddOptions<KeyManagementOptions>().Configure<MemoryKeyRepository>((keys, memory) => keys.XmlRepository = memory);
        }
    }

    private static void AddRedis(this IServiceCollection services)
    {
        services.AddSingleton(Connect);
        services.AddStackExchangeRedisCache(cache => cache.InstanceName = "tokenapi:");
        services.AddOptions<RedisCacheOptions>().Configure<IConnectionMultiplexer>((cache, redis) => cache.ConnectionMultiplexerFactory = () => Task.FromResult(redis));
        services.AddOptions<KeyManagementOptions>().Configure<IConnectionMultiplexer>((keys, redis) =>
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
