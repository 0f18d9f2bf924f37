namespace TokenApi.Tokens;

/// <summary>A capability token and its content.</summary>
/// <param name="Token">The JWT. A bearer secret: anyone who has it can use it.</param>
/// <param name="Identity">The client name of the token.</param>
/// <param name="ExpiresAt">The time when it expires, in UTC.</param>
/// <param name="Ttl">The lifetime in seconds.</param>
/// <param name="Scope">The value of the <c>scope</c> claim.</param>
internal sealed record CapabilityAnswer(string Token, string Identity, DateTime ExpiresAt, int Ttl, string Scope);

/// <summary>An access token and its content.</summary>
/// <param name="Token">The JWT. A bearer secret: anyone who has it can use it.</param>
/// <param name="Identity">The client name of the token.</param>
/// <param name="ExpiresAt">The time when it expires, in UTC.</param>
/// <param name="Ttl">The lifetime in seconds.</param>
/// <param name="Grants">The value of the <c>grants</c> claim.</param>
internal sealed record AccessTokenAnswer(string Token, string Identity, DateTime ExpiresAt, int Ttl, GrantsClaim Grants);
