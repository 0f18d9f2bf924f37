using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TwilioSandbox.Rest;

/// <summary>HTTP Basic authentication: the account SID and the auth token, or an API key and its secret (documented).</summary>
internal static class RestAuthentication
{
    /// <summary>An endpoint filter.</summary>
    public static ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var options = http.RequestServices.GetRequiredService<IOptions<SandboxOptions>>().Value;
        if (FindRefusal(http.Request, options) is not { } why)
        {
            return next(context);
        }

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        return ValueTask.FromResult<object?>(RestErrors.Authenticate(why));
    }

    private static string? FindRefusal(HttpRequest request, SandboxOptions options)
    {
        var isKnown = Is(request, options.AccountSid, options.AuthToken) || (options.ApiKeySid.Length > 0 && Is(request, options.ApiKeySid, options.ApiKeySecret));
        return !isKnown
            ? "send the sandbox's account SID and auth token, or its API key SID and secret, with HTTP Basic authentication."
            : request.RouteValues["accountSid"] is string accountSid && accountSid != options.AccountSid
            ? $"the sandbox's only account is {options.AccountSid}. The URL names another one."
            : null;
    }

    private static bool Is(HttpRequest request, string user, string password) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()),
        Encoding.UTF8.GetBytes($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}"));
}
