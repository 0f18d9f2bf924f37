namespace TokenApi.Tokens;

/// <summary>Records refused requests for tokens. It reads the response, because most refusals come before any endpoint.</summary>
internal static class TokenRefusalsExtensions
{
    private static readonly string[] Kinds = [TokenAudit.Capability, TokenAudit.Access];

    /// <summary>Must come before all middleware that refuses requests.</summary>
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

    // Not from the endpoint: routing replaces it when it refuses the request.
    private static string? KindOf(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/api/tokens", out var kind)
        ? Array.Find(Kinds, known => kind.Value!.Trim('/').Equals(known, StringComparison.OrdinalIgnoreCase))
        : null;
}
