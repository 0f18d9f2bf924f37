using TokenApi.Session;

namespace TokenApi.Http;

/// <summary>
/// Lets pages of other origins change nothing, also when their requests carry a session cookie: other ports of the same host are the same site to
/// a browser, so <c>SameSite</c> does not stop them. Browsers say where a request comes from, and no page can make them lie; callers that are no browsers do
/// not say it, and have no cookies that somebody else could use.
/// </summary>
internal static class SameOrigin
{
    /// <summary>Refuses requests with other methods than GET, HEAD, OPTIONS and TRACE that a page of another origin has sent.</summary>
    public static void UseSameOrigin(this WebApplication app)
    {
        // Who shows a bearer token is judged by it alone. Where none is taken, the header changes nothing.
        var bearer = app.Services.GetRequiredService<BearerSettings>().IsConfigured;
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (IsSafe(request.Method) || (bearer && BearerCallers.IsBearer(request)) || IsOwn(request))
            {
                return next(context);
            }

            app.Logger.LogWarning("Refused {Method} {Path} from a page of another origin, {Origin}", request.Method, request.Path, request.Headers.Origin);
            return Problems.For(Errors.CrossOrigin).ExecuteAsync(context);
        });
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool IsOwn(HttpRequest request)
    {
        // Sec-Fetch-Site: same-origin. Sent to https and to localhost by every browser since 2023; right behind any proxy, since the browser compares.
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site == "same-origin" || site == "none";
        }

        // Origin: http://host:port, or null. Without the scheme, which a proxy in front may have changed.
        var origin = request.Headers.Origin;
        return origin.Count == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var url)
            && string.Equals(url.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
