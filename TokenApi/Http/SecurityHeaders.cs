namespace TokenApi.Http;

/// <summary>
/// Tells browsers what an answer is not for. Answers are data: should one ever be shown as a page, it may load nothing, run nothing and be framed by nobody.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        // For browsers that do not know frame-ancestors.
        ("X-Frame-Options", "DENY"),
    ];

    /// <summary>On every answer, errors too. An endpoint that has set one of them, such as a page with scripts of its own, keeps what it has set.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                foreach (var (name, value) in Headers)
                {
                    context.Response.Headers.TryAdd(name, value);
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
        // Over https, and not for localhost: the next time, https from the start.
        app.UseHsts();
    }
}
