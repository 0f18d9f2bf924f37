namespace TwilioSandbox.Tokens;

/// <summary>What an accepted token allows.</summary>
/// <param name="ClientName">Whose token it is; null when neither scope names a client. Twilio then shows <c>Anonymous</c>.</param>
/// <param name="AllowsIncoming">Whether calls to <paramref name="ClientName"/> may be routed to the device.</param>
/// <param name="ApplicationSid">The TwiML application that outgoing calls go to; null when it may not call.</param>
/// <param name="ApplicationParams">Parameters fixed in the token, sent to the Voice URL with every call.</param>
/// <param name="ExpiresAt">The first instant at which the token is no longer valid.</param>
internal sealed record TokenGrant(
    string? ClientName,
    bool AllowsIncoming,
    string? ApplicationSid,
    IReadOnlyList<KeyValuePair<string, string>> ApplicationParams,
    DateTimeOffset ExpiresAt);
