using System.Text.Json.Serialization;

namespace TwilioSandbox.Tokens;

/// <summary>What an accepted token allows.</summary>
/// <param name="ClientName">Whose token it is, its identity; null when no scope names a client: Twilio shows <c>Anonymous</c>.</param>
/// <param name="AllowsIncoming">Whether calls to <paramref name="ClientName"/> may be routed to the device.</param>
/// <param name="ApplicationSid">The TwiML application that outgoing calls go to; null when it may not call.</param>
/// <param name="ApplicationParams">Parameters fixed in the token, sent to the Voice URL with every call.</param>
/// <param name="ExpiresAt">The first instant at which the token is no longer valid.</param>
internal sealed record TokenGrant(
    string? ClientName,
    bool AllowsIncoming,
    string? ApplicationSid,
    IReadOnlyList<KeyValuePair<string, string>> ApplicationParams,
    DateTimeOffset ExpiresAt)
{
    public TokenKind Kind { get; init; }

    /// <summary>Whom calls come from; null for <c>Anonymous</c>. The outgoing scope of a capability token has a name of its own.</summary>
    public string? CallerName { get; init; } = ClientName;

    /// <summary>What is accepted and yet hardly meant: a call that will be refused, a caller without a name.</summary>
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
