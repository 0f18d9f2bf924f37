using TokenApi.Security;

namespace TokenApi.Tokens;

/// <summary>Records refused requests for tokens: all in the counter, and in the log as often as <see cref="RefusalLog"/> allows. It reads the response, because most refusals come before any endpoint.</summary>
internal static class TokenRefusalsExtensions
{
    private static readonly string[] s_kinds = [TokenAudit.Capability, TokenAudit.Access];

    /// <summary>Must come before all middleware that refuses requests.</summary>
    public static void UseTokenRefusals(this WebApplication app)
    {
        var audit = app.Services.GetRequiredService<TokenAudit>();
        var refusals = app.Services.GetRequiredService<RefusalLog>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && KindOf(context.Request) is { } kind)
            {
                var (identity, status) = (context.User.Identity?.Name, context.Response.StatusCode);
                var log = refusals.ShouldLog($"{kind} {identity} {status}", context, out var skipped);
                audit.RecordRefused(kind, identity, context.Connection.RemoteIpAddress, status, log ? skipped : null);
            }
        });
    }

    // Not from the endpoint: routing replaces it when it refuses the request.
    private static string? KindOf(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/api/tokens", out var kind)
        ? Array.Find(s_kinds, known => kind.Value!.Trim('/').Equals(known, StringComparison.OrdinalIgnoreCase))
        : null;
}
