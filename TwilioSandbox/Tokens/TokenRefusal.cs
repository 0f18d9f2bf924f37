namespace TwilioSandbox.Tokens;

/// <summary>Why a token is refused: what Twilio would say, and what Twilio would not.</summary>
/// <param name="Code">Twilio's error code, sent to the SDK.</param>
/// <param name="Message">Twilio's text, sent to the SDK.</param>
/// <param name="Explanation">Which claim was wrong, and what would have been accepted. For the journal; holds no secret and no token.</param>
internal sealed record TokenRefusal(int Code, string Message, string Explanation)
{
    // Codes and texts: observed on the wire or in issues of the SDKs, except where a comment says otherwise.

    public static TokenRefusal Missing(string explanation) => new(31102, "Token is missing", explanation); // documented

    public static TokenRefusal BadSignature(string explanation) => new(31202, "JWT signature validation failed", explanation);

    public static TokenRefusal UnknownAccount(string explanation) => new(31203, "No valid account", explanation); // inferred

    public static TokenRefusal Malformed(string explanation) => new(31204, "Invalid JWT token", explanation);

    public static TokenRefusal Expired(string explanation) => new(31205, "JWT Token Expired", explanation);

    public static TokenRefusal LivesTooLong(string explanation) => new(31207, "JWT token expiration is too long", explanation); // documented
}

/// <summary>The judge's decision: either <see cref="Grant"/> or <see cref="Refusal"/> is set.</summary>
internal sealed record TokenVerdict(TokenGrant? Grant, TokenRefusal? Refusal)
{
    public static implicit operator TokenVerdict(TokenGrant grant) => new(grant, null);

    public static implicit operator TokenVerdict(TokenRefusal refusal) => new(null, refusal);
}
