namespace TokenApi.Errors;

/// <summary>Every error of this service. The codes never change their meaning.</summary>
internal static class ErrorCatalog
{
    public static readonly ApiError InvalidRequest = new(
        400, "invalid-request", "The request is not valid",
        "Correct the fields listed in errors, then try again.");

    public static readonly ApiError UnreadableRequest = new(
        400, "unreadable-request", "The request could not be read",
        "Send a complete body of the type that /openapi/v1.json describes.");

    public static readonly ApiError UnknownHost = new(
        400, "unknown-host", "The service does not accept this host name",
        "Use the host of Twilio:PublicUrl, or localhost in Development. To allow other names, set AllowedHosts. A proxy must keep the Host header.");

    public static readonly ApiError TwoSessions = new(
        400, "two-sessions", "The request has two session cookies of one name",
        "Delete the cookies of this site in the browser, then sign in again. Another host of the same domain may have set one of them.");

    public static readonly ApiError NotSignedIn = new(
        401, "not-signed-in", "You are not signed in",
        "Sign in first: POST /api/session for the demo sign-in, otherwise GET /api/session/login.");

    public static readonly ApiError BadBearerToken = new(
        401, "bad-bearer-token", "The bearer token is not valid for this service",
        "Get a new token from the configured issuer, for the audience of this service.");

    public static readonly ApiError CrossOrigin = new(
        403, "cross-origin", "Requests from pages of other origins are not allowed",
        "Send the request from the page of this service, or without a browser.");

    public static readonly ApiError SignInFailed = new(
        403, "sign-in-failed", "Signing in at the identity provider failed or took too long",
        "Start again: GET /api/session/login.");

    public static readonly ApiError IdentityRefused = new(
        403, "identity-refused", "Your identity cannot be used as a client name",
        "Sign in as another user, or change your identity at the provider.");

    public static readonly ApiError NotAdministrator = new(
        403, "not-administrator", "Only administrators can end the sessions of other users",
        "Ask an administrator, or let the operator add your client name to Sessions:Administrators.");

    public static readonly ApiError BadSignature = new(
        403, "bad-signature", "The request does not have a valid Twilio signature",
        "X-Twilio-Signature must be made with the account's auth token over exactly this URL and form. Behind a proxy, set Twilio:PublicUrl to the address that Twilio calls.", TwilioCode: 11200);

    public static readonly ApiError UnknownAddress = new(
        404, "unknown-address", "Not found",
        "Endpoints: /openapi/v1.json, and /scalar in Development.");

    public static readonly ApiError NoDemoSignIn = new(
        404, "no-demo-sign-in", "The demo sign-in is not available",
        "Sign in at the identity provider: GET /api/session/login. The demo sign-in needs the sandbox account. In Development, it also works with DemoSignIn:AllowRealAccount in a browser on this machine.");

    public static readonly ApiError MethodNotAllowed = new(
        405, "method-not-allowed", "This address does not support the method",
        "Use a method that the Allow header lists.");

    public static readonly ApiError BodyTooLarge = new(
        413, "body-too-large", "The body is larger than 65536 bytes",
        "Send a smaller body.");

    public static readonly ApiError WrongContentType = new(
        415, "wrong-content-type", "The body has the wrong Content-Type for this endpoint",
        "Send application/json to /api, and application/x-www-form-urlencoded to /voice.");

    public static readonly ApiError TooManyRequests = new(
        429, "too-many-requests", "Too many requests",
        "Wait for the number of seconds in the Retry-After header, then try again.");

    public static readonly ApiError Refused = new(
        400, "refused", "The request was refused",
        "The status explains why: https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx.");

    public static readonly ApiError ServiceFault = new(
        500, "service-fault", "The service failed",
        "Try again later. The log of the service shows the cause.");

    // 501 and not 503, because waiting does not help.
    public static readonly ApiError NoApiKey = new(
        501, "no-api-key", "Access tokens need an API key, and none is configured",
        "Set Twilio:ApiKeySid and Twilio:ApiKeySecret to a Standard API key from Twilio's Console, or request a capability token: POST /api/tokens/capability.");

    public static readonly ApiError NotReady = new(
        503, "not-ready", "This instance has no session keys yet",
        "Wait for the number of seconds in the Retry-After header, then try again. If it continues, check the connection to Redis, or the directory Sessions:KeyDirectory.");

    public static readonly ApiError SessionsUnavailable = new(
        503, "sessions-unavailable", "The service cannot reach the store of the sessions",
        "Wait for the number of seconds in the Retry-After header, then try again. If it continues, check the connection to Redis.");

    public static readonly ApiError ProviderUnavailable = new(
        503, "provider-unavailable", "The identity provider does not answer",
        "Wait for the number of seconds in the Retry-After header, then try again. If it continues, check that the service can reach the provider.");

    public static IReadOnlyList<ApiError> All { get; } =
    [
        InvalidRequest, UnreadableRequest, UnknownHost, TwoSessions, NotSignedIn, BadBearerToken, CrossOrigin,
        SignInFailed, IdentityRefused, NotAdministrator, BadSignature, UnknownAddress, NoDemoSignIn,
        MethodNotAllowed, BodyTooLarge, WrongContentType, TooManyRequests, Refused,
        ServiceFault, NoApiKey, NotReady, SessionsUnavailable, ProviderUnavailable,
    ];

    /// <summary>The error for a status that ASP.NET Core set.</summary>
    public static ApiError For(int status) => status switch
    {
        StatusCodes.Status400BadRequest => UnreadableRequest,
        StatusCodes.Status401Unauthorized => NotSignedIn,
        StatusCodes.Status404NotFound => UnknownAddress,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => WrongContentType,
        >= StatusCodes.Status500InternalServerError => ServiceFault,
        _ => Refused,
    };
}
