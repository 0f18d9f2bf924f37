using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using TokenApi.Http;

namespace TokenApi.Session;

/// <summary>Machines, which have no cookies: <c>Authorization: Bearer</c> and an access token of the configured issuer. They may do what a session may.</summary>
internal static class BearerCallers
{
    /// <summary>Chooses by request: who shows a token is who the token says, also beside a cookie.</summary>
    public const string SessionOrBearer = nameof(SessionOrBearer);

    private const string Scheme = JwtBearerDefaults.AuthenticationScheme;

    public static void AddBearerCallers(this AuthenticationBuilder authentication, BearerSettings settings)
    {
        authentication.AddPolicyScheme(SessionOrBearer, null, options =>
            options.ForwardDefaultSelector = http => IsBearer(http.Request) ? Scheme : CookieAuthenticationDefaults.AuthenticationScheme);
        authentication.AddJwtBearer(Scheme, options =>
        {
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !ProviderAddress.IsPlainLoopback(new(settings.Authority!));
            options.Audience = settings.Audience;
            // Claims by their own names.
            options.MapInboundClaims = false;
            options.Events = new() { OnTokenValidated = validated => Finish(validated, settings.NameClaim), OnChallenge = RefuseAsync };
        });
    }

    /// <summary>No page of another origin can send this header: browsers do not send it by themselves, and would have to ask here first.</summary>
    public static bool IsBearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static Task Finish(TokenValidatedContext validated, string nameClaim)
    {
        var (caller, fault) = IdentityClaim.Read(validated.Principal, nameClaim);
        if (fault is not null)
        {
            validated.Fail(new UnknownCallerException(fault));
        }

        validated.Principal = caller;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        challenge.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.For(Errors.BadBearerToken, (challenge.AuthenticateFailure as UnknownCallerException)?.Message).ExecuteAsync(challenge.HttpContext);
    }

    private sealed class UnknownCallerException(string fault) : Exception(fault);
}
