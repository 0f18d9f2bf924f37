using TwilioSandbox.Calls;
using TwilioSandbox.Signaling;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Views;

/// <summary>A call, as <c>GET /sandbox/calls</c> shows it.</summary>
/// <param name="CallSid">The caller's leg. Events name the call by it.</param>
/// <param name="State"><c>requested</c>, <c>ringing</c>, <c>answered</c> or <c>ended</c>.</param>
/// <param name="From">The caller.</param>
/// <param name="To">Every client that was rung.</param>
/// <param name="Callees">Every client that the TwiML named, registered or not. Before that, the caller's parameter <c>To</c>.</param>
/// <param name="RequestedAt">When the caller's invite arrived.</param>
/// <param name="RingingAt">When a client was first rung.</param>
/// <param name="AnsweredAt">When a client answered.</param>
/// <param name="EndedAt">When the call ended.</param>
/// <param name="Code">Twilio's error code, if the call failed.</param>
/// <param name="Reason">How the call ended.</param>
/// <param name="Legs">The caller's leg first.</param>
internal sealed record CallSnapshot(
    string CallSid,
    string State,
    string From,
    string[] To,
    string[] Callees,
    DateTimeOffset RequestedAt,
    DateTimeOffset? RingingAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    int? Code,
    string? Reason,
    LegSnapshot[] Legs)
{
    // Longer than any client name. Nothing limits the parameter.
    private const int MaxTo = 256;

    public static CallSnapshot Of(Call call) => new(
        call.Caller.CallSid,
        call.IsEnded ? "ended" : call.AnsweredAt is not null ? "answered" : call.RingingAt is not null ? "ringing" : "requested",
        call.CallerId,
        [.. call.AllLegs.Skip(1).Select(leg => leg.Address).Distinct()],
        call.Dialed.Count > 0 ? [.. call.Dialed] : call.Form.To is { Length: > 0 and <= MaxTo } to ? [to] : [],
        call.RequestedAt,
        call.RingingAt,
        call.AnsweredAt,
        call.EndedAt,
        call.Error?.Code,
        call.EndReason,
        [.. call.AllLegs.Select(leg => LegSnapshot.Of(leg, call))]);
}

/// <summary>One end of a call.</summary>
/// <param name="CallSid">The leg's own id.</param>
/// <param name="Client">The client, such as <c>client:alice</c>, or the number of the telephone.</param>
/// <param name="Role"><c>caller</c> or <c>callee</c>.</param>
/// <param name="Packets">Media packets received from the leg.</param>
/// <param name="Frames">Signaling frames in either direction.</param>
internal sealed record LegSnapshot(string CallSid, string Client, string Role, long Packets, long Frames)
{
    public static LegSnapshot Of(Leg leg, Call call) =>
        new(leg.CallSid, leg.Address, leg == call.Caller && !call.IsOutgoing ? "caller" : "callee", leg.Audio?.PacketsReceived ?? 0, leg.FrameCount);
}

/// <summary>A device with a valid token, as <c>GET /sandbox/clients</c> shows it.</summary>
/// <param name="Identity">The client name of the token, if it has one.</param>
/// <param name="SdkVersion">The version of the SDK.</param>
/// <param name="Registered">Whether calls can ring there.</param>
/// <param name="TokenKind"><c>capability</c> or <c>access</c>.</param>
/// <param name="TokenExpiresAt">The first instant at which the token is no longer valid.</param>
/// <param name="Since">When the socket was opened.</param>
internal sealed record ClientSnapshot(
    string? Identity, string? SdkVersion, bool Registered, TokenKind TokenKind, DateTimeOffset TokenExpiresAt, DateTimeOffset Since)
{
    public static ClientSnapshot Of(Device device) =>
        new(device.ClientName, device.SdkVersion, device.IsRegistered, device.Grant!.Kind, device.Grant.ExpiresAt, device.ConnectedAt);
}
