using System.Net;

namespace TokenApi.Session;

/// <summary>
/// Signing in by saying a name, without proof. With the sandbox account nothing can be lost. With a real one it exists in Development only, and there only
/// for browsers on this machine; and nowhere beside an identity provider.
/// </summary>
internal sealed class DemoSignIn(IHostEnvironment environment, IConfiguration configuration, OpenIdConnectSettings provider)
{
    private static readonly string[] ForwardedHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"];

    private readonly bool _sandbox = !string.IsNullOrEmpty(configuration["Twilio:SandboxUrl"]);

    /// <summary>Can anybody sign in like this?</summary>
    public bool IsAllowed => _sandbox || environment.IsDevelopment();

    public bool IsEnabled => IsAllowed && !provider.IsConfigured;

    /// <summary>Can who sent this request?</summary>
    public bool IsFor(HttpRequest request) => IsEnabled && (_sandbox || IsLocal(request));

    // Twilio needs a tunnel to /voice, and through it everybody comes in. Neither may a page whose host name has been pointed at this machine.
    private static bool IsLocal(HttpRequest request) =>
        request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && request.HttpContext.Connection.RemoteIpAddress is var from && (from is null || IPAddress.IsLoopback(from))
        && !Array.Exists(ForwardedHeaders, request.Headers.ContainsKey);
}
