using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TokenApi.Session;

/// <summary>Sign-in at an identity provider: OpenID Connect, authorization code flow with PKCE.</summary>
internal static class ProviderSignInExtensions
{
    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    public static void AddProviderSignIn(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddOptions<OpenIdConnectSignInOptions>().BindConfiguration(OpenIdConnectSignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // ASP.NET Core reads Authentication:Schemes:OpenIdConnect by itself.
        authentication.AddOpenIdConnect(Scheme, _ => { });
        authentication.Services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<OpenIdConnectSignInOptions>>((options, signIn) => Configure(options, signIn.Value))
            .PostConfigure(options => options.ConfigurationManager = new ProviderMetadata(options.ConfigurationManager!, options.BackchannelTimeout));
    }

    public static void MapProviderSignIn(this IEndpointRouteBuilder session) =>
        session.MapGet("/login", Login).Produces(StatusCodes.Status302Found).ProducesValidationProblem().ProducesProblems(429);

    private static void Configure(OpenIdConnectOptions options, OpenIdConnectSignInOptions signIn)
    {
        var nameClaim = signIn.NameClaim;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.BackchannelTimeout = signIn.BackchannelTimeout;
        options.RequireHttpsMetadata = ProviderAddress.RequiresHttps(options.Authority);
        options.CallbackPath = "/api/session/callback";
        // The provider cannot end the session, because the cookie does not name the provider's session.
        options.RemoteSignOutPath = default;
        options.SignedOutCallbackPath = default;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The browser comes back with a GET, so that these cookies need not be sent with cross-site posts.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in (CookieBuilder[])[options.NonceCookie, options.CorrelationCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        options.Scope.Add("email");
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey(nameClaim, nameClaim);
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        options.Events.OnTicketReceived = ticket => FinishAsync(ticket, nameClaim);
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    private static Results<ChallengeHttpResult, ProblemHttpResult> Login(string returnUrl = "/") =>
        returnUrl.StartsWith('/') && RedirectHttpResult.IsLocalUrl(returnUrl)
            ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = returnUrl }, [Scheme])
            : TypedResults.Problem(new HttpValidationProblemDetails(new Dictionary<string, string[]> { [nameof(returnUrl)] = ["must be a path of this site, such as /."] }));

    // The session gets the client name, and no other data of the provider.
    private static async Task FinishAsync(TicketReceivedContext ticket, string nameClaim)
    {
        var (user, defect) = IdentityClaim.Read(ticket.Principal, nameClaim);
        if (defect is not null)
        {
            ticket.HandleResponse();
            await ErrorCatalog.IdentityRefused.ToResult(defect).ExecuteAsync(ticket.HttpContext);
            return;
        }

        (ticket.Principal, ticket.Properties) = (user, new());
    }

    private static Task RefuseAsync(RemoteFailureContext failure)
    {
        // The provider did not answer the request for the token.
        if (failure.Failure?.GetBaseException() is ProviderUnavailableException or HttpRequestException or IOException or SocketException or OperationCanceledException or TimeoutException)
        {
            throw new ProviderUnavailableException(failure.Failure);
        }

        failure.HandleResponse();
        return ErrorCatalog.SignInFailed.ToResult().ExecuteAsync(failure.HttpContext);
    }
}
