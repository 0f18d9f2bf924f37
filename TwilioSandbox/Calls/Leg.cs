using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>One end of a call. It belongs to a client, not to a socket: an SDK that comes back on a new socket goes on with its call.</summary>
internal sealed class Leg(Call call, Device device, string callSid)
{
    private readonly List<string> _missed = [];
    private long _lastHeardAt;

    public Call Call => call;

    /// <summary>Twilio's id of this leg, <c>CA</c> and 32 hex digits. Caller and callee have different ones.</summary>
    public string CallSid => callSid;

    /// <summary>The id that the SDK made up (<c>TJ…</c>) and uses until it has heard <see cref="CallSid"/>. Only callers have one.</summary>
    public string? TemporarySid { get; init; }

    public string? ClientName { get; } = device.ClientName;

    /// <summary>Null while the client's socket is down.</summary>
    public Device? Device { get; private set; } = device;

    /// <summary>Ends the call when the socket does not come back in time.</summary>
    public ITimer? GraceTimer { get; set; }

    /// <summary>Sends a frame; while the socket is down it is kept for the next one.</summary>
    public void Send(string frame)
    {
        if (Device is null)
        {
            _missed.Add(frame);
        }
        else
        {
            Device.Send(frame);
        }
    }

    public void LoseDevice()
    {
        _lastHeardAt = Device?.HeardAt ?? _lastHeardAt;
        Device = null;
    }

    /// <summary>
    /// Whether <paramref name="device"/> may be the client come back: its socket was opened after the lost one was last heard.
    /// Another window of the same client, there all along, knows nothing of the call.
    /// </summary>
    public bool MayGoOnWith(Device device) =>
        Device is null && ClientName is not null && ClientName == device.ClientName && device.OpenedAt >= _lastHeardAt;

    public void GoOnWith(Device device)
    {
        Device = device;
        GraceTimer?.Dispose();
        _missed.ForEach(device.Send);
        _missed.Clear();
    }
}
