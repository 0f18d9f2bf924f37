namespace TwilioSandbox.Access;

/// <summary>Lets pages of other origins read and change nothing. Browsers say where a request comes from, and no page can make them lie.</summary>
internal static class OwnPagesOnly
{
    // The page loads its own files, is framed by nobody, and can turn no text into markup: Chromium refuses innerHTML without trusted types.
    private static readonly (string Name, string Value)[] s_headers =
    [
        ("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ];

    /// <summary>Refuses strange hosts everywhere, and strange pages everywhere but at <c>/signal</c>, which has a rule of its own.</summary>
    public static void UseOwnPagesOnly(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<TrustedOrigins>();
        app.Use((context, next) =>
        {
            foreach (var (name, value) in s_headers)
            {
                context.Response.Headers[name] = value;
            }

            var request = context.Request;
            // An orchestrator asks for health by whatever address it has; there is nothing to be learned from the answer.
            if (request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/alive"))
            {
                return next(context);
            }

            return !trusted.IsHost(request.Host) ? RefuseAsync(context, "Another host",
                    "The sandbox is reached as localhost, or under a host of Sandbox:AllowedOrigins. Another name may be somebody else's that leads here.")
                : !IsForOtherPages(request.Path) && !IsOwn(request) ? RefuseAsync(context, "Another site",
                    "A page of another origin may not read or change the sandbox. Use its own page, or send the request without a browser.")
                : next(context);
        });
    }

    // What the SDK on an application's page needs. These endpoints check the Origin themselves.
    private static bool IsForOtherPages(PathString path) =>
        path.StartsWithSegments("/signal") || path.StartsWithSegments("/twilio") || path.StartsWithSegments("/sandbox.js");

    private static bool IsOwn(HttpRequest request)
    {
        // Sec-Fetch-Site: same-origin, or none when a person typed the address. A link may lead here from anywhere.
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
        {
            return site == "same-origin" || site == "none"
                || (HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document");
        }

        // Origin: http://host:port, or null. From browsers that are too old for the header above.
        return request.Headers.Origin.Count == 0 || string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static Task RefuseAsync(HttpContext context, string title, string detail) =>
        Results.Problem(title: title, detail: detail, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
