namespace TwilioSandbox.Tokens;

/// <summary>Why a token is refused: what Twilio would say, and what Twilio would not.</summary>
/// <param name="Code">Twilio's error code, sent to the SDK.</param>
/// <param name="Message">Twilio's text, sent to the SDK.</param>
/// <param name="Fault">Which claim was wrong, and what would have been accepted. For the journal.</param>
internal sealed record TokenRefusal(int Code, string Message, TokenFault Fault)
{
    /// <summary><see cref="Fault"/> in words.</summary>
    public string Explanation => Fault.ToString();

    // Codes and texts: observed on the wire or in issues of the SDKs, except where a comment says otherwise.

    public static TokenRefusal Missing(TokenFault fault) => new(31102, "Token is missing", fault); // documented

    public static TokenRefusal BadSignature(TokenFault fault) => new(31202, "JWT signature validation failed", fault);

    public static TokenRefusal UnknownAccount(TokenFault fault) => new(31203, "No valid account", fault); // inferred

    public static TokenRefusal Malformed(TokenFault fault) => new(31204, "Invalid JWT token", fault);

    public static TokenRefusal Expired(TokenFault fault) => new(31205, "JWT Token Expired", fault);

    public static TokenRefusal LivesTooLong(TokenFault fault) => new(31207, "JWT token expiration is too long", fault); // documented
}

/// <summary>The judge's decision: either <see cref="Grant"/> or <see cref="Refusal"/> is set.</summary>
internal sealed record TokenVerdict(TokenGrant? Grant, TokenRefusal? Refusal)
{
    public static implicit operator TokenVerdict(TokenGrant grant) => new(grant, null);

    public static implicit operator TokenVerdict(TokenRefusal refusal) => new(null, refusal);
}
