namespace TokenApi.Tokens;

/// <summary>
/// Records what was refused. Looks at the answer, because most refusals never reach an endpoint: nobody signed in, a wrong type, a body too large, too many requests.
/// </summary>
internal static class TokenRefusals
{
    private static readonly string[] Kinds = [TokenAudit.Capability, TokenAudit.Access];

    /// <summary>Comes before everything that may refuse a request.</summary>
    public static void UseTokenRefusals(this WebApplication app)
    {
        var audit = app.Services.GetRequiredService<TokenAudit>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && KindOf(context.Request) is { } kind)
            {
                audit.RecordRefused(kind, context.User.Identity?.Name, context.Connection.RemoteIpAddress, context.Response.StatusCode);
            }
        });
    }

    // Not the endpoint's metadata: routing puts endpoints of its own in the place of one that it refuses for.
    private static string? KindOf(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/api/tokens", out var kind)
        ? Array.Find(Kinds, known => kind.Value!.Trim('/').Equals(known, StringComparison.OrdinalIgnoreCase))
        : null;
}
