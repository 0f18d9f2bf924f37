using TwilioSandbox.Tokens;

namespace TwilioSandbox.Calls;

/// <summary>One call, as <c>GET /sandbox/calls</c> shows it.</summary>
/// <param name="CallSid">The caller's leg; events name the call by it.</param>
/// <param name="State"><c>requested</c>, <c>ringing</c>, <c>answered</c> or <c>ended</c>: the last event of the call.</param>
/// <param name="From">Who calls.</param>
/// <param name="To">Who was rung. Empty when nobody was.</param>
/// <param name="RequestedAt">When the caller's invite came.</param>
/// <param name="RingingAt">When somebody was first rung.</param>
/// <param name="AnsweredAt">When somebody answered.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Code">Twilio's error code, when it failed.</param>
/// <param name="Reason">How it ended, in words.</param>
/// <param name="Legs">The caller first.</param>
internal sealed record CallSnapshot(
    string CallSid,
    string State,
    string From,
    string[] To,
    DateTimeOffset? RequestedAt,
    DateTimeOffset? RingingAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    int? Code,
    string? Reason,
    LegSnapshot[] Legs);

/// <summary>One end of a call.</summary>
/// <param name="CallSid">Its own.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Role"><c>caller</c> or <c>callee</c>.</param>
/// <param name="Packets">Media packets that came from it.</param>
/// <param name="Frames">Signalling frames in either direction.</param>
internal sealed record LegSnapshot(string CallSid, string Client, string Role, long Packets, long Frames);

/// <summary>One device that has shown a valid token, as <c>GET /sandbox/clients</c> shows it.</summary>
/// <param name="Identity">The client name of the token; null when it has none.</param>
/// <param name="SdkVersion">What the SDK says it is.</param>
/// <param name="Registered">Whether calls may ring there.</param>
/// <param name="TokenKind"><c>capability</c> or <c>access</c>.</param>
/// <param name="TokenExpiresAt">The first instant at which the token is no longer valid.</param>
/// <param name="Since">When its socket was opened.</param>
internal sealed record ClientSnapshot(
    string? Identity, string? SdkVersion, bool Registered, TokenKind TokenKind, DateTimeOffset TokenExpiresAt, DateTimeOffset Since);
