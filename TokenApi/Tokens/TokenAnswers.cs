namespace TokenApi.Tokens;

/// <summary>A capability token, and what it says.</summary>
/// <param name="Token">The JWT. A bearer secret: whoever has it may do what it says.</param>
/// <param name="Identity">The client name it was issued to.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
/// <param name="Ttl">How long it lives from now, in seconds.</param>
/// <param name="Scope">The value of its <c>scope</c> claim.</param>
internal sealed record CapabilityAnswer(string Token, string Identity, DateTime ExpiresAt, int Ttl, string Scope)
{
    public static CapabilityAnswer For(TokenPolicy policy, IssuedCapability issued) =>
        new(issued.Token, policy.Identity, issued.ExpiresAt.UtcDateTime, policy.Ttl, issued.Scope);
}

/// <summary>An access token, and what it says.</summary>
/// <param name="Token">The JWT. A bearer secret: whoever has it may do what it says.</param>
/// <param name="Identity">The client name it was issued to.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
/// <param name="Ttl">How long it lives from now, in seconds.</param>
/// <param name="Grants">The value of its <c>grants</c> claim.</param>
internal sealed record AccessTokenAnswer(string Token, string Identity, DateTime ExpiresAt, int Ttl, GrantsClaim Grants)
{
    public const string NoApiKey =
        "Access tokens are signed with an API key, and none is configured. Set both Twilio:ApiKeySid and Twilio:ApiKeySecret "
        + "(Twilio's console makes a key of the type Standard), or ask for a capability token: POST /api/tokens/capability.";

    public static AccessTokenAnswer For(TokenPolicy policy, IssuedAccessToken issued) =>
        new(issued.Token, policy.Identity, issued.ExpiresAt.UtcDateTime, policy.Ttl, issued.Claims.Grants);
}
