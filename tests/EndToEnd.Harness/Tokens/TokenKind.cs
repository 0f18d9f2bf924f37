namespace EndToEnd.Harness;

/// <summary>The kind of token that a page uses.</summary>
public enum TokenKind
{
    /// <summary>Signed with the account's auth token.</summary>
    Capability,

    /// <summary>Signed with an API key.</summary>
    Access,
}

/// <summary>Names of the kinds.</summary>
public static class TokenKindExtensions
{
    /// <summary>In URLs of the page and of TokenApi: <c>capability</c> or <c>access</c>.</summary>
    public static string Name(this TokenKind kind) => kind == TokenKind.Access ? "access" : "capability";

    /// <summary>On the page.</summary>
    public static string Label(this TokenKind kind) => kind == TokenKind.Access ? "Access token" : "Capability token";
}
