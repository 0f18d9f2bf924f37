using System.Security.Cryptography;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>
/// One end of a call: a client, or the sandbox's telephone. It does not belong to a socket, because an SDK can continue its call on a new one.
/// </summary>
internal sealed class Leg(Call call, string callSid, Device? device)
{
    private const int MaxFrames = 500;

    private readonly Queue<LoggedFrame> _frames = new();
    private readonly List<string> _missed = [];
    private long _lastHeardAt;
    private bool _knowsCallSid;

    /// <summary>The call. A callee whose TwiML the REST API changes gets a call of its own.</summary>
    public Call Call { get; set; } = call;

    /// <summary>Twilio's id of this leg, <c>CA</c> and 32 hexadecimal digits. Caller and callee have different ones.</summary>
    public string CallSid => callSid;

    /// <summary>The id (<c>TJ…</c>) that the caller's SDK uses until it receives <see cref="CallSid"/>.</summary>
    public string? TemporarySid { get; init; }

    /// <summary>The id that the SDK knows. It ignores a frame with another one (observed).</summary>
    public string KnownSid => _knowsCallSid ? callSid : TemporarySid ?? callSid;

    /// <summary>The leg that dialed this one. Null for a leg whose TwiML runs.</summary>
    public string? ParentCallSid { get; init; }

    /// <summary>Whom this leg sees as the caller, such as <c>client:bob</c>.</summary>
    public required string From { get; init; }

    /// <summary>Who is called, such as <c>client:alice</c>.</summary>
    public required string To { get; init; }

    /// <summary>The value of <c>Direction</c>: <c>inbound</c>, <c>outbound-dial</c> or <c>outbound-api</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>Client or number at this end.</summary>
    public string Address => Direction == CallForm.Inbound ? From : To;

    /// <summary>The caller's session description.</summary>
    public string? Offer { get; init; }

    /// <summary>Its sound. Null until the leg rings or is answered.</summary>
    public AudioEndpoint? Audio { get; private set; }

    /// <summary>Allows another socket to take over this leg.</summary>
    public string ReconnectToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The sandbox's session description for this end.</summary>
    public string RemoteSdp { get; set; } = "";

    public string? ClientName { get; } = device?.ClientName;

    /// <summary>Whether this is the sandbox's telephone.</summary>
    public bool IsTelephone { get; init; }

    /// <summary>The client or number that events name. Null for a client without a name.</summary>
    public string? Party => IsTelephone ? Address : ClientName;

    /// <summary>Whether the telephone sends back what it hears.</summary>
    public bool IsEcho { get; private set; }

    /// <summary>Null for a telephone, and while the client's socket is down.</summary>
    public Device? Device { get; private set; } = device;

    public bool IsRinging => Call.Ringing.Contains(this);

    /// <summary>Whether the call is over, or continues without this leg.</summary>
    public bool IsOver => Call.IsEnded || !(this == Call.Caller || this == Call.Callee || IsRinging);

    /// <summary>The value of <c>CallStatus</c>.</summary>
    public string Status { get; private set; } = CallStatus.Ringing;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

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

    /// <summary>Answers the caller.</summary>
    public void PickUp(MediaClock clock, DateTimeOffset now)
    {
        Audio ??= new(clock);
        if (Offer is null)
        {
            Audio.StartWithoutBrowser();
        }
        else
        {
            Audio.Connect(Offer);
            RemoteSdp = Audio.Answer(Offer);
        }

        Answered(now);
        if (!IsTelephone)
        {
            _knowsCallSid = true;
            Send(Reply.Answer(callSid, RemoteSdp, ReconnectToken));
        }
    }

    /// <summary>Tells the caller that it rings, and its CallSid.</summary>
    public void Announce()
    {
        if (!_knowsCallSid && !IsTelephone)
        {
            _knowsCallSid = true;
            Send(Reply.Ringing(callSid));
        }
    }

    /// <summary>Rings.</summary>
    public void Ring(MediaClock clock, string accountSid, IReadOnlyList<KeyValuePair<string, string>> customParams)
    {
        Audio = new(clock);
        RemoteSdp = Audio.Offer();
        if (!IsTelephone)
        {
            Send(Reply.Invite(callSid, accountSid, From, To, customParams, RemoteSdp, ReconnectToken));
        }
    }

    /// <summary>This end accepts a call.</summary>
    /// <param name="sdp">The browser's session description. Null for a telephone that sends back what it hears.</param>
    /// <param name="now">The time.</param>
    public void Accept(string? sdp, DateTimeOffset now)
    {
        if (sdp is not null)
        {
            Audio!.Connect(sdp);
        }
        else
        {
            IsEcho = true;
            Audio!.Sent = frame => Audio.Heard?.Invoke(frame);
            Audio.StartWithoutBrowser();
        }

        Answered(now);
    }

    /// <summary>An ICE restart, or a call that moves to another device.</summary>
    public void Renegotiate(string offer)
    {
        RemoteSdp = IsRinging ? Audio!.Answer(offer) : Audio!.Restart(offer);
        Send(Reply.Answer(callSid, RemoteSdp, ReconnectToken));
    }

    /// <summary>The leg is over.</summary>
    /// <param name="status">The last value of <c>CallStatus</c>.</param>
    /// <param name="now">The time.</param>
    public void End(string status, DateTimeOffset now)
    {
        (Status, EndedAt) = (AnsweredAt is null ? status : CallStatus.Completed, EndedAt ?? now);
        Audio?.Dispose();
    }

    /// <summary>Sends a frame, or keeps it for the next socket. A telephone has no signaling.</summary>
    public void Send(string frame)
    {
        if (Device is not null)
        {
            Device.Send(frame);
        }
        else if (!IsTelephone)
        {
            _missed.Add(frame);
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

    private void Answered(DateTimeOffset now) => (Status, AnsweredAt) = (CallStatus.InProgress, now);
}
