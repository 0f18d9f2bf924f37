using TwilioSandbox.Rest;

namespace TwilioSandbox.Access;

/// <summary>Refuses requests for other hosts and from pages of other origins. Browsers send headers that no page can change.</summary>
internal static class OwnPagesOnlyExtensions
{
    /// <summary>Applies to every path except health checks, and for the origin except <c>/signal</c>, which has its own rule.</summary>
    public static void UseOwnPagesOnly(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<TrustedOrigins>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            // Orchestrators use any address for health checks, and the answer reveals nothing.
            if (request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/alive"))
            {
                return next(context);
            }

            return !trusted.IsHost(request.Host) ? RefuseAsync(context, "Unknown host",
                    "Use localhost, or a host of Sandbox:AllowedOrigins. Any other name may belong to a site that points it at this machine.")
                : !IsForSdk(request.Path) && !IsRecording(request) && !IsOwn(request) ? RefuseAsync(context, "Cross-origin request",
                    "Pages of other origins cannot read or change the sandbox. Use the sandbox's own page, or send the request without a browser.")
                : next(context);
        });
    }

    /// <summary>Endpoints for the SDK on an application's page. They check the Origin themselves.</summary>
    public static bool IsForSdk(PathString path) =>
        path.StartsWithSegments("/signal") || path.StartsWithSegments("/twilio") || path.StartsWithSegments("/sandbox.js");

    // An application's page plays recordings. Their URLs are public, and cannot be guessed.
    private static bool IsRecording(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && RecordingEndpoints.IsFile(request.Path);

    private static bool IsOwn(HttpRequest request)
    {
        // Sec-Fetch-Site: same-origin, or none for a typed address. Links from other sites are allowed too.
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site == "same-origin" || site == "none"
                || (HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document");
        }

        // Older browsers send only Origin: http://host:port, or null.
        return request.Headers.Origin.Count == 0 || string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static Task RefuseAsync(HttpContext context, string title, string detail) =>
        Results.Problem(title: title, detail: detail, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
