using TokenApi.Security;

namespace TokenApi.Session;

/// <summary>
/// Refuses changes by pages of other origins. <c>SameSite</c> cookies are not enough: other ports of the same host are the same site.
/// Browsers send the origin of a request and pages cannot change it. Callers without a browser have no cookies to misuse.
/// </summary>
internal static class SameOriginExtensions
{
    /// <summary>Checks requests with methods other than GET, HEAD, OPTIONS and TRACE. Must come after authentication.</summary>
    public static void UseSameOrigin(this WebApplication app)
    {
        var refusals = app.Services.GetRequiredService<RefusalLog>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (IsSafe(request.Method) || BearerCallersExtensions.IsAuthenticated(context) || IsSameOrigin(request))
            {
                return next(context);
            }

            if (refusals.ShouldLog("cross-origin", context, out var skipped))
            {
                app.Logger.LogWarning(
                    "Refused {Method} {Path} from a page of another origin, {Origin}. {Skipped} earlier refusals of this client were not logged",
                    RefusalLog.Cut(request.Method), RefusalLog.Cut(request.Path), RefusalLog.Cut(request.Headers.Origin), skipped);
            }

            return ErrorCatalog.CrossOrigin.ToResult().ExecuteAsync(context);
        });
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool IsSameOrigin(HttpRequest request)
    {
        // Sec-Fetch-Site: same-origin. The browser compares the origins itself, so this holds behind any proxy.
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site == "same-origin" || site == "none";
        }

        // Origin: http://host:port, or null. The scheme is not compared, because a proxy may have changed it.
        var origin = request.Headers.Origin;
        return origin.Count == 0 || (origin is [var only] && Uri.TryCreate(only, UriKind.Absolute, out var url)
            && string.Equals(url.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
