using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Telephony;

/// <summary>The telephone, as <c>GET /sandbox/telephone</c> shows it.</summary>
/// <param name="Busy">Whether it declines every call at once.</param>
/// <param name="Calls">Its live calls, oldest first.</param>
internal sealed record TelephoneSnapshot(bool Busy, TelephoneCallSnapshot[] Calls);

/// <summary>A live call of the telephone.</summary>
/// <param name="CallSid">The telephone's leg.</param>
/// <param name="From">The caller.</param>
/// <param name="To">The callee.</param>
/// <param name="Direction"><c>incoming</c> or <c>outgoing</c>, as the telephone sees it.</param>
/// <param name="State"><c>ringing</c> or <c>answered</c>.</param>
/// <param name="Sound"><c>microphone</c>, <c>echo</c> (it sends back what it hears), or <c>none</c>.</param>
/// <param name="StartedAt">When it began to ring, or to call.</param>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="Sdp">The sandbox's session description for the browser that has the microphone. Missing until an outgoing call is answered.</param>
internal sealed record TelephoneCallSnapshot(
    string CallSid, string From, string To, string Direction, string State, string Sound, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, string? Sdp)
{
    public static TelephoneCallSnapshot Of(Leg leg) => new(
        leg.CallSid,
        leg.From,
        leg.To,
        leg.Direction == CallForm.Inbound ? "outgoing" : "incoming",
        leg.AnsweredAt is null ? "ringing" : "answered",
        SoundOf(leg),
        leg.CreatedAt,
        leg.AnsweredAt,
        leg.RemoteSdp.Length == 0 ? null : leg.RemoteSdp);

    private static string SoundOf(Leg leg) => leg switch
    {
        { IsEcho: true } => "echo",
        { Direction: CallForm.Inbound, Offer: not null } => "microphone",
        { Direction: not CallForm.Inbound, AnsweredAt: not null } => "microphone",
        _ => "none",
    };
}
