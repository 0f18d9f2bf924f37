using StackExchange.Redis;

namespace TokenApi.Session;

/// <summary>Refuses requests whose session is ambiguous, or cannot be read from Redis, and requests that need an identity provider that does not answer.</summary>
internal static class SessionGuardExtensions
{
    private static readonly string[] s_names = ["session", "__Host-session"];

    /// <summary>Must come before authentication.</summary>
    public static void UseSessionGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (HasTwoSessions(context.Request))
        {
            await ErrorCatalog.TwoSessions.ToResult().ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException && !context.Response.HasStarted)
        {
            await RefuseAsync(context, ErrorCatalog.SessionsUnavailable);
        }
        catch (ProviderUnavailableException) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, ErrorCatalog.ProviderUnavailable);
        }
    });

    private static Task RefuseAsync(HttpContext context, ApiError error)
    {
        context.Response.Headers.RetryAfter = "5";
        return error.ToResult().ExecuteAsync(context);
    }

    // Cookie: session=mine; session=set-by-another-host. ASP.NET Core would use the last one, and ignores the case of names.
    private static bool HasTwoSessions(HttpRequest request) => request.Headers.Cookie
        .SelectMany(header => header!.Split(';', StringSplitOptions.TrimEntries))
        .Distinct()
        .Select(cookie => cookie.Split('=')[0].Trim())
        .Where(name => Array.Exists(s_names, session => name.StartsWith(session, StringComparison.OrdinalIgnoreCase)))
        .CountBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Any(name => name.Value > 1);
}
