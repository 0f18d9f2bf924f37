using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using TokenApi.Http;
using TokenApi.Redis;

namespace TokenApi.Limits;

/// <summary>Limits how often one person and one address may ask for tokens and sessions. Too much is answered with 429.</summary>
internal static class RateLimiting
{
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations();
        services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => new(RefuseAsync(rejected.HttpContext, rejected.Lease)));
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<RateLimitOptions>, IServiceProvider>((limiter, limits, provider) =>
            // The person first: who asks too often must not use up what the others at the same address may.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PerMinute("identity", limits.Value.PerIdentity, provider, http => http.User.Identity?.Name),
                PerMinute("address", limits.Value.PerAddress, provider, http => NetworkOf(http.Connection.RemoteIpAddress))));
    }

    /// <summary>Counts what is asked of these routes.</summary>
    public static RouteGroupBuilder LimitRate(this RouteGroupBuilder group) => group.WithMetadata(new Limited());

    /// <summary>Who shares a limit. An IPv6 customer has a network of 2^64 addresses, so there it is the network that counts.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return $"{(address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)}";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private static PartitionedRateLimiter<HttpContext> PerMinute(string kind, int permits, IServiceProvider services, Func<HttpContext, string?> key)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var shared = services.GetService<RedisCounter>();
        return PartitionedRateLimiter.Create<HttpContext, string>(http => http.GetEndpoint()?.Metadata.GetMetadata<Limited>() is not null && key(http) is { } partition
            ? RateLimitPartition.Get(partition, RateLimiter (_) => shared is null
                ? new SteadyLimiter(permits, time)
                : new SharedLimiter(shared, $"{kind}:{partition}", permits, new(permits, time)))
            : RateLimitPartition.GetNoLimiter("no limit")); // No name and no address is written so.
    }

    private static Task RefuseAsync(HttpContext http, RateLimitLease lease)
    {
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.For(Errors.TooManyRequests).ExecuteAsync(http);
    }

    private sealed class Limited;
}
