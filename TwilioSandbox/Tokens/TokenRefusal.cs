namespace TwilioSandbox.Tokens;

/// <summary>Why a token is refused.</summary>
/// <param name="Code">Twilio's error code, sent to the SDK.</param>
/// <param name="Message">Twilio's text, sent to the SDK.</param>
/// <param name="Defect">What is wrong, for the journal. Twilio does not tell.</param>
internal sealed record TokenRefusal(int Code, string Message, TokenDefect Defect)
{
    /// <summary><see cref="Defect"/> in words.</summary>
    public string Explanation => Defect.ToString();

    // Codes and texts: observed on the wire or in issues of the SDKs, except where a comment says otherwise.

    public static TokenRefusal Missing(TokenDefect defect) => new(31102, "Token is missing", defect); // documented

    public static TokenRefusal BadSignature(TokenDefect defect) => new(31202, "JWT signature validation failed", defect);

    public static TokenRefusal UnknownAccount(TokenDefect defect) => new(31203, "No valid account", defect); // inferred

    public static TokenRefusal Malformed(TokenDefect defect) => new(31204, "Invalid JWT token", defect);

    public static TokenRefusal InvalidName(TokenDefect defect) => new(31105, "Invalid client name", defect);

    public static TokenRefusal Expired(TokenDefect defect) => new(31205, "JWT Token Expired", defect);

    public static TokenRefusal LivesTooLong(TokenDefect defect) => new(31207, "JWT token expiration is too long", defect); // documented
}

/// <summary>The judge's decision: either <see cref="Grant"/> or <see cref="Refusal"/> is set.</summary>
internal sealed record TokenVerdict(TokenGrant? Grant, TokenRefusal? Refusal)
{
    public static implicit operator TokenVerdict(TokenGrant grant) => new(grant, null);

    public static implicit operator TokenVerdict(TokenRefusal refusal) => new(null, refusal);
}
