using System.Net;

namespace TwilioSandbox.Voice;

/// <summary>The proxy of the environment (<c>HTTP_PROXY</c>, <c>ALL_PROXY</c>), but never for this machine.</summary>
internal sealed class ProxyExceptLoopback : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => HttpClient.DefaultProxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
