using System.Security.Cryptography;
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

    /// <summary>What brings this leg, and no other, to another socket.</summary>
    public string ReconnectToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The other end's session description, as this end was given it.</summary>
    public string RemoteSdp { get; set; } = "";

    public string? ClientName { get; } = device.ClientName;

    /// <summary>Null while the client's socket is down.</summary>
    public Device? Device { get; private set; } = device;

    /// <summary>Whether the call is over, or goes on without this leg.</summary>
    public bool IsOver => call.IsEnded || !call.Legs.Contains(this);

    /// <summary>Whether it was this callee who answered.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>What was said about this leg, on whichever socket.</summary>
    public FrameLog Frames { get; } = new();

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
    /// Whether <paramref name="device"/> must hear the end of a call that it missed. Its socket was opened after the lost one was last heard;
    /// another window of the same client knows nothing of the call. While the call goes on, the SDK comes back with its reconnect token instead.
    /// </summary>
    public bool MissedTheEnd(Device device) =>
        IsOver && Device is null && ClientName is not null && ClientName == device.ClientName && device.OpenedAt >= _lastHeardAt;

    public void GoOnWith(Device device)
    {
        Device = device;
        GraceTimer?.Dispose();
        _missed.ForEach(device.Send);
        _missed.Clear();
    }
}
