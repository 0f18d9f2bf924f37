namespace TwilioSandbox.Tokens;

/// <summary>The header: <c>{"alg":"HS256","typ":"JWT"}</c>, and in an access token also <c>"cty":"twilio-fpa;v=1"</c>.</summary>
internal static class HeaderRules
{
    public const string AccessTokenType = "twilio-fpa;v=1";

    /// <summary>Only the header decides the kind of a token.</summary>
    public static TokenKind KindOf(Jwt jwt) => jwt.Header.Has("cty") ? TokenKind.Access : TokenKind.Capability;

    public static TokenRefusal? Judge(Jwt jwt) =>
        Require(jwt, "alg", "HS256", "Sign with HMAC-SHA256.")
        ?? Require(jwt, "typ", "JWT", "Twilio requires it, although the standard does not.")
        ?? (KindOf(jwt) == TokenKind.Access ? Require(jwt, "cty", AccessTokenType, "An access token has exactly this content type. A capability token has none.") : null)
        ?? (jwt.Header.Has("crit") ? Critical() : null);

    private static TokenRefusal? Require(Jwt jwt, string name, string expected, string remedy) =>
        Json.Text(jwt.Header, name) == expected ? null
        : TokenRefusal.Malformed(new(name, Shape(jwt, name), $"\"{expected}\"", remedy, token => token.WithHeader(name, expected)));

    private static TokenRefusal Critical() => TokenRefusal.Malformed(new(
        "crit", "present", "no such header", "It requires an extension that Twilio does not have.", token => token.WithHeader("crit", null)));

    // Names of algorithms and types are not secret, and these are common mistakes.
    private static string Shape(Jwt jwt, string name) => Json.Text(jwt.Header, name) switch
    {
        { } text and ("none" or "hs256" or "HS384" or "HS512" or "RS256" or "ES256" or "jwt" or "at+jwt") => $"\"{text}\"",
        { } text when string.Equals(text, AccessTokenType, StringComparison.OrdinalIgnoreCase) => "the right text in another case",
        _ => jwt.Header.Shape(name),
    };
}
