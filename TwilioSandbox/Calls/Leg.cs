using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>One end of a call. It belongs to a client, not to a socket: an SDK that comes back on a new socket goes on with its call.</summary>
internal sealed class Leg(Call call, Device device, string callSid)
{
    public Call Call => call;

    /// <summary>Twilio's id of this leg, <c>CA</c> and 32 hex digits. Caller and callee have different ones.</summary>
    public string CallSid => callSid;

    /// <summary>The id that the SDK made up (<c>TJ…</c>) and uses until it has heard <see cref="CallSid"/>. Only callers have one.</summary>
    public string? TemporarySid { get; init; }

    public string? ClientName { get; } = device.ClientName;

    /// <summary>Null while the client's socket is down.</summary>
    public Device? Device { get; set; } = device;

    /// <summary>Ends the call when the socket does not come back in time.</summary>
    public ITimer? GraceTimer { get; set; }

    public void Send(string frame) => Device?.Send(frame);
}
