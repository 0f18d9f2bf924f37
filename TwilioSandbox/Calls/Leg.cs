using System.Security.Cryptography;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>One end of a call. It belongs to a client, not to a socket, because an SDK can continue its call on a new socket.</summary>
internal sealed class Leg(Call call, Device device, string callSid)
{
    private const int MaxFrames = 500;

    private readonly Queue<LoggedFrame> _frames = new();
    private readonly List<string> _missed = [];
    private long _lastHeardAt;

    public Call Call => call;

    /// <summary>Twilio's id of this leg, <c>CA</c> and 32 hexadecimal digits. Caller and callee have different ones.</summary>
    public string CallSid => callSid;

    /// <summary>The id (<c>TJ…</c>) that the caller's SDK uses until it receives <see cref="CallSid"/>.</summary>
    public string? TemporarySid { get; init; }

    /// <summary>Allows another socket to take over this leg.</summary>
    public string ReconnectToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The other end's session description, as sent to this end.</summary>
    public string RemoteSdp { get; set; } = "";

    public string? ClientName { get; } = device.ClientName;

    /// <summary>Null while the client's socket is down.</summary>
    public Device? Device { get; private set; } = device;

    public bool IsRinging => call.Ringing.Contains(this);

    /// <summary>Whether the call is over, or continues without this leg.</summary>
    public bool IsOver => call.IsEnded || !(this == call.Caller || this == call.Callee || IsRinging);

    /// <summary>Whether this callee answered.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>How many frames there were. Only the last <see cref="MaxFrames"/> are kept.</summary>
    public long FrameCount { get; private set; }

    public IEnumerable<LoggedFrame> Frames => _frames;

    /// <summary>Callbacks for the messages of this leg's SDK, by the SID of the subscription (<c>ZY…</c>).</summary>
    public Dictionary<string, Uri> Subscriptions { get; } = [];

    /// <summary>The last callback of a message. The next one waits for it, so that they arrive in order.</summary>
    public Task LastMessage { get; set; } = Task.CompletedTask;

    /// <summary>Ends the call if the socket does not come back in time.</summary>
    public ITimer? GraceTimer { get; set; }

    public static string NewCallSid() => "CA" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Sends a frame, or keeps it for the next socket.</summary>
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

    public void Log(LoggedFrame frame)
    {
        FrameCount++;
        _frames.Enqueue(frame);
        if (_frames.Count > MaxFrames)
        {
            _frames.Dequeue();
        }
    }

    public void LoseDevice()
    {
        _lastHeardAt = Device?.HeardAt ?? _lastHeardAt;
        Device = null;
    }

    /// <summary>
    /// Whether <paramref name="device"/> must hear the end of a call that it missed: its socket was opened after the lost one was last heard.
    /// Another window of the client knows nothing of the call. While a call is live, the SDK comes back with its reconnect token instead.
    /// </summary>
    public bool MissedTheEnd(Device device) =>
        IsOver && Device is null && ClientName is not null && ClientName == device.ClientName && device.OpenedAt >= _lastHeardAt;

    public void ContinueOn(Device device)
    {
        Device = device;
        GraceTimer?.Dispose();
        _missed.ForEach(device.Send);
        _missed.Clear();
    }
}
