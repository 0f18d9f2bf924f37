namespace TwilioSandbox.Tokens;

/// <summary>The header: <c>{"alg":"HS256","typ":"JWT"}</c>, and in an access token <c>"cty":"twilio-fpa;v=1"</c>.</summary>
internal static class HeaderRules
{
    public const string AccessTokenType = "twilio-fpa;v=1";

    /// <summary>Which kind a token is: its header says so, and nothing else.</summary>
    public static TokenKind KindOf(Jwt jwt) => jwt.Header.Has("cty") ? TokenKind.Access : TokenKind.Capability;

    public static TokenRefusal? Judge(Jwt jwt) =>
        Require(jwt, "alg", "HS256", "Sign with HMAC-SHA256, whatever the library's default is.")
        ?? Require(jwt, "typ", "JWT", "Twilio wants it written, though the standard does not.")
        ?? (KindOf(jwt) == TokenKind.Access ? RequireAccess(jwt) : null)
        ?? (jwt.Header.Has("crit") ? Critical() : null);

    private static TokenRefusal? RequireAccess(Jwt jwt) => Require(
        jwt, "cty", AccessTokenType, "An access token has exactly this content type; a capability token has none.");

    private static TokenRefusal? Require(Jwt jwt, string name, string expected, string remedy) =>
        Json.Text(jwt.Header, name) == expected ? null
        : TokenRefusal.Malformed(new(name, Shape(jwt, name), $"\"{expected}\"", remedy)
        {
            Fix = token => token.WithHeader(name, expected),
        });

    private static TokenRefusal Critical() => TokenRefusal.Malformed(
        new("crit", "present", "no such header", "It says that the token must not be accepted without an extension; Twilio has none.")
        {
            Fix = token => token.WithHeader("crit", null),
        });

    // The names of algorithms and types are no secret, and the commonest mistake is one of these.
    private static string Shape(Jwt jwt, string name) => Json.Text(jwt.Header, name) switch
    {
        { } text and ("none" or "hs256" or "HS384" or "HS512" or "RS256" or "ES256" or "jwt" or "at+jwt") => $"\"{text}\"",
        { } text when string.Equals(text, AccessTokenType, StringComparison.OrdinalIgnoreCase) => "the right text in another case",
        _ => jwt.Header.Shape(name),
    };
}
