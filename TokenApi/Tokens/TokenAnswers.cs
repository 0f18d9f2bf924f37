using TwilioTokens;

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
    public static AccessTokenAnswer For(TokenPolicy policy, IssuedAccessToken issued) =>
        new(issued.Token, policy.Identity, issued.ExpiresAt.UtcDateTime, policy.Ttl, issued.Claims.Grants);
}
