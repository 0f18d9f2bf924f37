using System.Net;

namespace TokenApi.Session;

/// <summary>Sign-in with any name, without proof: with the sandbox account for everybody, and in Development for browsers on this machine.</summary>
internal sealed class DemoSignIn(IOptionsMonitor<TwilioOptions> twilio, SignInSchemes schemes)
{
    private static readonly string[] ForwardedHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"];

    public bool IsEnabled => !schemes.OpenIdConnect;

    public bool IsEnabledFor(HttpRequest request) => IsEnabled && (twilio.CurrentValue.IsSandbox || IsLocal(request));

    // Twilio needs a tunnel to /voice, which anybody can use. A host name that points to this machine may belong to another page.
    private static bool IsLocal(HttpRequest request) =>
        request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && request.HttpContext.Connection.RemoteIpAddress is var from && (from is null || IPAddress.IsLoopback(from))
        && !Array.Exists(ForwardedHeaders, request.Headers.ContainsKey);
}
