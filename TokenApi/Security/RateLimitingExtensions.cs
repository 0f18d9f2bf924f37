using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using RedisRateLimiting;
using StackExchange.Redis;

namespace TokenApi.Security;

/// <summary>Limits how often one user and one address may use sessions and tokens, and one address the Voice URL. More requests get 429.</summary>
internal static class RateLimitingExtensions
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RefusalLog>();
        builder.Services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => new(RefuseAsync(rejected.HttpContext, rejected.Lease)));
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>, IServiceProvider>((limiter, limits, services) =>
            // The user first: one user must not use up what others at the same address may.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PerMinute("identity", limits.Value.PerIdentity, services, http => IsLimited(http) ? http.User.Identity?.Name : null),
                PerMinute("address", limits.Value.PerAddress, services, http => IsLimited(http) ? NetworkOf(http.Connection.RemoteIpAddress) : null)));
    }

    /// <summary>Limits requests to the Voice URL before anything reads or checks them. They do not count for sessions and tokens.</summary>
    public static void UseVoiceRateLimit(this WebApplication app)
    {
        var permits = app.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value.PerAddress;
        app.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = PerMinute("voice", permits, app.Services, http => http.Request.Path.StartsWithSegments("/voice") ? NetworkOf(http.Connection.RemoteIpAddress) : null),
            OnRejected = (rejected, _) => new(RefuseAsync(rejected.HttpContext, rejected.Lease)),
        });
    }

    /// <summary>Limits the rate of these routes.</summary>
    public static RouteGroupBuilder LimitRate(this RouteGroupBuilder group) => group.WithMetadata(new Limited());

    /// <summary>Addresses that share a limit: an IPv6 client has a whole /64 network.</summary>
    internal static string NetworkOf(IPAddress? address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexString(address.GetAddressBytes(), 0, 8)
        : $"{(address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)}";

    private static bool IsLimited(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Limited>() is not null;

    private static PartitionedRateLimiter<HttpContext> PerMinute(string kind, int permits, IServiceProvider services, Func<HttpContext, string?> key)
    {
        var redis = services.GetService<IConnectionMultiplexer>();
        return PartitionedRateLimiter.Create<HttpContext, string>(http => key(http) is not { } name
            ? RateLimitPartition.GetNoLimiter("unlimited")
            : redis is null ? RateLimitPartition.GetTokenBucketLimiter($"{kind}:{name}", _ => OwnLimit(permits))
            : RateLimitPartition.Get($"{kind}:{name}", RateLimiter (partition) => new SharedRateLimiter(
                new RedisTokenBucketRateLimiter<string>($"tokenapi:limit:{partition}", SharedLimit(permits, redis)), new(OwnLimit(permits)))));
    }

    // All permits at once, which then come back one by one, evenly over a minute.
    private static TokenBucketRateLimiterOptions OwnLimit(int permits) =>
        new() { TokenLimit = permits, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / permits };

    private static RedisTokenBucketRateLimiterOptions SharedLimit(int permits, IConnectionMultiplexer redis) =>
        new() { TokenLimit = permits, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / permits, ConnectionMultiplexerFactory = () => redis };

    private static Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.Zero;
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ErrorCatalog.TooManyRequests.ToResult().ExecuteAsync(http);
    }

    private sealed class Limited;
}
