using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using StackExchange.Redis;

namespace TokenApi.Redis;

/// <summary>
/// What several instances of this service have in common: the keys that sessions are encrypted with, and the counts behind the rate limits. Both are in Redis
/// when <c>ConnectionStrings:redis</c> says where it is; without it each instance has its own.
/// </summary>
internal static class SharedState
{
    private const string Name = "redis";

    // Of what the connection string does not say itself. Nobody waits for a Redis that is away: the service starts, and answers, without it.
    private const string Defaults = "abortConnect=false,connectTimeout=2000,syncTimeout=1000";

    public static void AddSharedState(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(Name) is not { Length: > 0 } connection)
        {
            return;
        }

        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(Read(connection)));
        builder.Services.AddSingleton<RedisCounter>();
        builder.Services.AddSingleton<SessionKeys>();
        builder.Services.AddHealthChecks().AddCheck<SharedStateCheck>(Name);
        builder.Services.AddDataProtection().SetApplicationName(nameof(TokenApi));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IConnectionMultiplexer>((keys, redis) =>
            keys.XmlRepository = new RedisXmlRepository(() => redis.GetDatabase(), "tokenapi:keys"));
    }

    /// <summary>In words; null when there is none.</summary>
    public static string? ExplainFaults(IConfiguration configuration)
    {
        try
        {
            return configuration.GetConnectionString(Name) is not { Length: > 0 } connection || Read(connection).EndPoints.Count > 0 ? null : Fault;
        }
        catch (ArgumentException)
        {
            return Fault; // Without the library's message: what it quotes may be a password.
        }
    }

    private const string Fault = "ConnectionStrings:redis is malformed. Expected: host, port and options, such as redis:6379,password=…,ssl=true.";

    private static ConfigurationOptions Read(string connection)
    {
        var options = ConfigurationOptions.Parse($"{Defaults},{connection}");
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(1000);
        return options;
    }
}
