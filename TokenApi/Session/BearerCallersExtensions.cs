using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace TokenApi.Session;

/// <summary>Machines call with <c>Authorization: Bearer</c> and an access token of the configured issuer, instead of a session.</summary>
internal static class BearerCallersExtensions
{
    /// <summary>The scheme that chooses between the bearer token, if there is one, and the session.</summary>
    public const string SessionOrBearer = nameof(SessionOrBearer);

    private const string Scheme = JwtBearerDefaults.AuthenticationScheme;

    public static void AddBearerCallers(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddOptions<BearerOptions>().BindConfiguration(BearerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        authentication.AddPolicyScheme(SessionOrBearer, null, options =>
            options.ForwardDefaultSelector = http => IsBearer(http.Request) ? Scheme : CookieAuthenticationDefaults.AuthenticationScheme);
        // ASP.NET Core reads Authentication:Schemes:Bearer by itself.
        authentication.AddJwtBearer(Scheme);
        authentication.Services.AddOptions<JwtBearerOptions>(Scheme).Configure<IOptions<BearerOptions>>((options, bearer) =>
        {
            options.BackchannelTimeout = bearer.Value.BackchannelTimeout;
            options.RequireHttpsMetadata = ProviderAddress.RequiresHttps(options.Authority);
            // Its configuration switches these off when it lists no issuers or audiences.
            options.TokenValidationParameters.ValidateIssuer = true;
            options.TokenValidationParameters.ValidateAudience = true;
            options.MapInboundClaims = false;
            options.Events = new() { OnTokenValidated = token => Finish(token, bearer.Value.NameClaim), OnChallenge = RefuseAsync };
        }).PostConfigure(options => options.ConfigurationManager = new ProviderMetadata(options.ConfigurationManager!, options.BackchannelTimeout));
    }

    /// <summary>Whether the request has a valid bearer token. Pages cannot get one, so these requests come from machines.</summary>
    public static bool IsAuthenticated(HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is { Succeeded: true, Ticket.AuthenticationScheme: Scheme };

    private static bool IsBearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static Task Finish(TokenValidatedContext token, string nameClaim)
    {
        var (caller, defect) = IdentityClaim.Read(token.Principal, nameClaim);
        if (defect is not null)
        {
            token.Fail(new UnusableIdentityException(defect));
        }

        token.Principal = caller;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        challenge.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return ErrorCatalog.BadBearerToken.ToResult((challenge.AuthenticateFailure as UnusableIdentityException)?.Message).ExecuteAsync(challenge.HttpContext);
    }

    private sealed class UnusableIdentityException(string defect) : Exception(defect);
}
