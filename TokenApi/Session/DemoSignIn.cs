using System.Net;

namespace TokenApi.Session;

/// <summary>
/// Sign-in with any name, without proof: with the sandbox account for everybody. With a real account only in Development, for browsers on this
/// machine, and if the operator sets <see cref="AllowRealAccount"/>.
/// </summary>
internal sealed class DemoSignIn(IOptionsMonitor<TwilioOptions> twilio, SignInSchemes schemes)
{
    public const string AllowRealAccount = "DemoSignIn:AllowRealAccount";

    // X-Original-For and others: where ASP.NET Core keeps the values of a known proxy.
    private static readonly string[] s_proxyHeaders = ["X-Forwarded-", "X-Original-", "Forwarded", "Via", "CF-Connecting-IP", "X-Real-IP"];

    public bool IsEnabled => !schemes.OpenIdConnect;

    public bool IsEnabledFor(HttpRequest request) => IsEnabled && (twilio.CurrentValue.IsSandbox || IsLocal(request));

    // Twilio needs a tunnel to /voice, which anybody can use. A host name that points to this machine may belong to another page.
    private static bool IsLocal(HttpRequest request) =>
        request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && request.HttpContext.Connection.RemoteIpAddress is var from && (from is null || IPAddress.IsLoopback(from))
        && !request.Headers.Keys.Any(name => Array.Exists(s_proxyHeaders, header => name.StartsWith(header, StringComparison.OrdinalIgnoreCase)));
}
