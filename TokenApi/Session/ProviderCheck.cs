using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TokenApi.Session;

/// <summary>For <c>/health</c>: degraded (200) while the metadata of an identity provider cannot be read.</summary>
internal sealed class ProviderCheck(SignInSchemes schemes, IOptionsMonitor<OpenIdConnectOptions> openIdConnect, IOptionsMonitor<JwtBearerOptions> bearer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var providers = new[]
        {
            schemes.OpenIdConnect ? openIdConnect.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager : null,
            schemes.Bearer ? bearer.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager : null,
        };
        try
        {
            // Orchestrators wait only a few seconds.
            await Task.WhenAll(providers.OfType<ProviderMetadata>().Select(provider => provider.GetConfigurationAsync(cancellationToken)))
                .WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is ProviderUnavailableException or TimeoutException)
        {
            return HealthCheckResult.Degraded("The identity provider does not answer");
        }
    }
}
