using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TokenApi.Http;

namespace TokenApi.Session;

/// <summary>Signing in at an identity provider: OpenID Connect, authorization code flow with PKCE.</summary>
internal static class ProviderSignIn
{
    private const string CallbackPath = "/api/session/callback";
    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    public static void AddProviderSignIn(this AuthenticationBuilder authentication, OpenIdConnectSettings settings) =>
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !ProviderAddress.IsPlainLoopback(new(settings.Authority!));
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.Scope.Clear();
            foreach (var scope in settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                options.Scope.Add(scope);
            }

            options.CallbackPath = CallbackPath;
            // The session knows nothing of the provider's, so the provider cannot end it.
            options.RemoteSignOutPath = default;
            options.SignedOutCallbackPath = default;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // The provider sends the browser back with a GET, so that these cookies need not be sent with the posts of other sites.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            foreach (var cookie in (CookieBuilder[])[options.NonceCookie, options.CorrelationCookie])
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            // Claims by their own names, and also those that are not in the ID token.
            options.MapInboundClaims = false;
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapUniqueJsonKey(settings.NameClaim, settings.NameClaim);
            options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");

            options.Events.OnTicketReceived = ticket => FinishAsync(ticket, settings.NameClaim);
            options.Events.OnRemoteFailure = RefuseAsync;
        });

    public static void MapProviderSignIn(this IEndpointRouteBuilder session) =>
        session.MapGet("/login", Login).Produces(StatusCodes.Status302Found).Refuses(429);

    private static Results<ChallengeHttpResult, ValidationProblem> Login(string returnUrl = "/")
    {
        if (returnUrl.StartsWith('/') && RedirectHttpResult.IsLocalUrl(returnUrl))
        {
            return TypedResults.Challenge(new AuthenticationProperties { RedirectUri = returnUrl }, [Scheme]);
        }

        var errors = new FieldErrors();
        errors.Add("returnUrl", "must be a path of this site, such as /.");
        return errors.ToProblem();
    }

    // The cookie gets the client name and nothing that the provider sent.
    private static async Task FinishAsync(TicketReceivedContext ticket, string nameClaim)
    {
        var (caller, fault) = IdentityClaim.Read(ticket.Principal, nameClaim);
        if (fault is not null)
        {
            ticket.HandleResponse();
            await Problems.For(Errors.IdentityRefused, fault).ExecuteAsync(ticket.HttpContext);
            return;
        }

        (ticket.Principal, ticket.Properties) = (caller, new());
    }

    private static Task RefuseAsync(RemoteFailureContext failure)
    {
        failure.HandleResponse();
        return Problems.For(Errors.SignInFailed).ExecuteAsync(failure.HttpContext);
    }
}
