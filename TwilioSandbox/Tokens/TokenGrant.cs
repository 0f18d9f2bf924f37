using System.Text.Json.Serialization;

namespace TwilioSandbox.Tokens;

/// <summary>What an accepted token allows.</summary>
/// <param name="ClientName">The identity. Null if no scope names a client; Twilio shows <c>Anonymous</c>.</param>
/// <param name="AllowsIncoming">Whether the device can receive calls.</param>
/// <param name="ApplicationSid">The TwiML application of outgoing calls. Null if outgoing calls are not allowed.</param>
/// <param name="ApplicationParams">The token's parameters, sent to the Voice URL with every call.</param>
/// <param name="ExpiresAt">The first instant at which the token is no longer valid.</param>
internal sealed record TokenGrant(
    string? ClientName,
    bool AllowsIncoming,
    string? ApplicationSid,
    IReadOnlyList<KeyValuePair<string, string>> ApplicationParams,
    DateTimeOffset ExpiresAt)
{
    public TokenKind Kind { get; init; }

    /// <summary>The caller's name; null for <c>Anonymous</c>. The outgoing scope of a capability token has its own name.</summary>
    public string? CallerName { get; init; } = ClientName;

    /// <summary>Accepted, but probably a mistake, such as a caller without a name.</summary>
    public IReadOnlyList<TokenDefect> Warnings { get; init; } = [];

    /// <summary>Whole seconds for which the token is still valid.</summary>
    public long SecondsLeft(DateTimeOffset now) => Math.Max(0, (long)(ExpiresAt - now).TotalSeconds);
}

/// <summary>The two kinds of tokens for browser phones.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenKind>))]
internal enum TokenKind
{
    /// <summary>Has scopes, and is signed with the account's auth token.</summary>
    [JsonStringEnumMemberName("capability")]
    Capability,

    /// <summary>Has grants, and is signed with the secret of an API key.</summary>
    [JsonStringEnumMemberName("access")]
    Access,
}
