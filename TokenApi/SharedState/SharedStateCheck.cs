using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace TokenApi.SharedState;

/// <summary>For <c>/health</c>: unhealthy (503, no traffic) without session keys; degraded (200) when Redis is away later.</summary>
internal sealed class SharedStateCheck(SessionKeys keys, IConnectionMultiplexer? redis = null) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !keys.AreRead() ? HealthCheckResult.Unhealthy("The session keys cannot be read or written")
        : redis?.IsConnected != false ? HealthCheckResult.Healthy()
        : HealthCheckResult.Degraded("Redis does not answer"));
}
