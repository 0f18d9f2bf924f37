namespace TokenApi.Http;

/// <summary>One kind of error that this service answers with.</summary>
/// <param name="Status">The HTTP status; where the kind covers several, the usual one.</param>
/// <param name="Code">What programs compare: the member <c>code</c> of the answer. It never changes its meaning.</param>
/// <param name="Title">What was wrong.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="TwilioCode">What Twilio's debugger shows when Twilio gets this answer; null when it never does.</param>
internal sealed record ApiError(int Status, string Code, string Title, string Fix, int? TwilioCode = null)
{
    /// <summary>Where it is explained: the <c>type</c> of the answer.</summary>
    public string Page => $"{ErrorPage.Path}#{Code}";
}

/// <summary>
/// Every error there is. A new one is a field here, a line in <see cref="All"/>, a section of docs/errors.md and a request that provokes it in
/// ErrorCatalogueTests: the tests say what is missing.
/// </summary>
internal static class Errors
{
    public static readonly ApiError InvalidRequest = new(
        400, "invalid-request", "The request breaks the rules listed under errors", "Change the fields that it names. Nothing was done.");

    public static readonly ApiError UnreadableRequest = new(
        400, "unreadable-request", "The request could not be read", "Send a body of the type and form that /openapi/v1.json describes, and all of it.");

    public static readonly ApiError NotSignedIn = new(
        401, "not-signed-in", "Nobody is signed in", "Sign in first: POST /api/session for the demo, else GET /api/session/login.");

    public static readonly ApiError BadBearerToken = new(
        401, "bad-bearer-token", "The bearer token is not one that this service takes", "Get a new one of the configured issuer, for this service's audience.");

    public static readonly ApiError CrossOrigin = new(
        403, "cross-origin", "A page of another origin may not do this", "Send the request from this service's own page, or without a browser.");

    public static readonly ApiError SignInFailed = new(
        403, "sign-in-failed", "The identity provider has not signed anybody in, or it took too long", "Start again: GET /api/session/login.");

    public static readonly ApiError IdentityRefused = new(
        403, "identity-refused", "Who the identity provider vouches for cannot be a client here", "Sign in as somebody else, or have it changed at the provider.");

    public static readonly ApiError BadSignature = new(
        403, "bad-signature", "The request is not signed by Twilio",
        "It needs an X-Twilio-Signature made with the account's auth token over exactly this URL and form. Behind a proxy, set Twilio:PublicUrl to the "
        + "address that Twilio was given.",
        TwilioCode: 11200);

    public static readonly ApiError UnknownAddress = new(
        404, "unknown-address", "There is nothing at this address", "What there is: /openapi/v1.json.");

    public static readonly ApiError NoDemoSignIn = new(
        404, "no-demo-sign-in", "Nobody can sign in by saying a name here",
        "The demo sign-in exists with the sandbox account, and in Development for browsers on this machine, without a tunnel; not beside an identity provider. "
        + "Sign in there: GET /api/session/login.");

    public static readonly ApiError MethodNotAllowed = new(
        405, "method-not-allowed", "This address does not support the method", "The Allow header lists those it does.");

    public static readonly ApiError BodyTooLarge = new(
        413, "body-too-large", $"The body is larger than {RouteConventions.MaximumBody} bytes", "Send less.");

    public static readonly ApiError WrongContentType = new(
        415, "wrong-content-type", "The body has the wrong Content-Type for this address",
        "Send application/json to /api, and application/x-www-form-urlencoded to /voice.");

    public static readonly ApiError TooManyRequests = new(
        429, "too-many-requests", "Too many requests", "Wait for as many seconds as the header Retry-After says, then try again.");

    public static readonly ApiError Refused = new(
        400, "refused", "The request was refused", "The status says why: https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx.");

    public static readonly ApiError ServiceFault = new(
        500, "service-fault", "The service failed", "Try again later. The fault is in the service's log.");

    // 501 and not 503: it does not pass by waiting.
    public static readonly ApiError NoApiKey = new(
        501, "no-api-key", "Access tokens are signed with an API key, and none is configured",
        "Set both Twilio:ApiKeySid and Twilio:ApiKeySecret (Twilio's console makes a key of the type Standard), or ask for a capability token: "
        + "POST /api/tokens/capability.");

    public static readonly ApiError NotReady = new(
        503, "not-ready", "This instance has not read the session keys yet, and knows nobody",
        "Wait for as many seconds as the header Retry-After says, then try again. If it lasts, the Redis that holds the keys cannot be reached.");

    public static IReadOnlyList<ApiError> All { get; } =
    [
        InvalidRequest,
        UnreadableRequest,
        NotSignedIn,
        BadBearerToken,
        CrossOrigin,
        SignInFailed,
        IdentityRefused,
        BadSignature,
        UnknownAddress,
        NoDemoSignIn,
        MethodNotAllowed,
        BodyTooLarge,
        WrongContentType,
        TooManyRequests,
        Refused,
        ServiceFault,
        NoApiKey,
        NotReady,
    ];

    /// <summary>What a status means when no endpoint of ours has said more.</summary>
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
