using Microsoft.Extensions.Primitives;

namespace TokenApi.Security;

/// <summary>
/// Refuses other host names than those of the service. Otherwise a page could point its own name to this service (DNS rebinding), and read its
/// answers as a page of the same origin.
/// </summary>
internal static class AllowedHostsExtensions
{
    // ASP.NET Core enforces this setting by itself.
    private const string Setting = "AllowedHosts";

    // Orchestrators check the health by IP address, and Twilio's requests are signed.
    private static readonly string[] s_openPaths = ["/health", "/alive", "/voice"];

    public static void UseAllowedHosts(this WebApplication app)
    {
        if (!string.IsNullOrEmpty(app.Configuration[Setting]))
        {
            return;
        }

        var twilio = app.Services.GetRequiredService<IOptionsMonitor<TwilioOptions>>();
        StringSegment[] thisMachine = app.Environment.IsDevelopment() ? ["localhost", "*.localhost", "127.0.0.1", "[::1]"] : [];
        app.Use((context, next) =>
        {
            StringSegment[] allowed = [.. thisMachine, .. twilio.CurrentValue.PublicUrl is { Length: > 0 } url ? [new Uri(url).Host] : (StringSegment[])[]];
            var (path, host) = (context.Request.Path, context.Request.Host);
            return allowed.Length == 0 || !host.HasValue || HostString.MatchesAny(host.Value, allowed) || Array.Exists(s_openPaths, open => path.StartsWithSegments(open))
                ? next(context)
                : ErrorCatalog.UnknownHost.ToResult().ExecuteAsync(context);
        });
    }
}
