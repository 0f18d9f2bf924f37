using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TokenApi.Session;

/// <summary>
/// The addresses and keys of an identity provider. Requests that need them at the same time share one download, and wait no longer than the timeout.
/// The inner manager alone lets them wait one after the other.
/// </summary>
internal sealed class ProviderMetadata(IConfigurationManager<OpenIdConnectConfiguration> inner, TimeSpan timeout) : IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly Lock _gate = new();
    private Task<OpenIdConnectConfiguration>? _download;

    /// <exception cref="ProviderUnavailableException">The provider does not answer.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        try
        {
            return await Download().WaitAsync(timeout, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            throw new ProviderUnavailableException(e);
        }
    }

    public void RequestRefresh() => inner.RequestRefresh();

    private Task<OpenIdConnectConfiguration> Download()
    {
        lock (_gate)
        {
            return _download = _download is { IsCompleted: false } ? _download : inner.GetConfigurationAsync(CancellationToken.None);
        }
    }
}

/// <summary>The identity provider does not answer.</summary>
internal sealed class ProviderUnavailableException(Exception cause) : Exception("The identity provider does not answer", cause);
