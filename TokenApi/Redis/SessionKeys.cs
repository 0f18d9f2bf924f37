using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;
using TokenApi.Http;

namespace TokenApi.Redis;

/// <summary>
/// The keys that sessions are encrypted with. Once read they are kept, so that Redis may go away; an instance that has never read them can tell nobody from
/// anybody, and must not say that nobody is signed in.
/// </summary>
internal sealed class SessionKeys(IDataProtectionProvider protection)
{
    private volatile bool _read;

    public bool AreRead()
    {
        if (_read)
        {
            return true;
        }

        try
        {
            protection.CreateProtector(nameof(SessionKeys)).Protect([]);
            return _read = true;
        }
        catch (CryptographicException)
        {
            return false; // Data protection has logged why.
        }
    }
}

/// <summary>For <c>/health</c>: unhealthy (503) without session keys, so that it gets no traffic yet; degraded (200) without Redis, when everything goes on.</summary>
internal sealed class SharedStateCheck(SessionKeys keys, IConnectionMultiplexer redis) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !keys.AreRead() ? HealthCheckResult.Unhealthy("The session keys have not been read")
        : redis.IsConnected ? HealthCheckResult.Healthy()
        : HealthCheckResult.Degraded("Redis does not answer"));
}

/// <summary>Refuses what would need the keys.</summary>
internal static class SessionKeysExtensions
{
    private const string RetryAfterSeconds = "5";

    public static void UseSessionKeys(this WebApplication app)
    {
        if (app.Services.GetService<SessionKeys>() is not { } keys)
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/api") || keys.AreRead())
            {
                return next(context);
            }

            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.For(Errors.NotReady).ExecuteAsync(context);
        });
    }
}
