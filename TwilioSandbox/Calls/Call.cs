using System.Diagnostics;
using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Signaling;
using TwilioSandbox.Tokens;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>A call, from the caller's <c>invite</c> to the last <c>hangup</c>. The switchboard's lock guards it.</summary>
/// <remarks>
/// <code>
/// caller                 sandbox                        callee
/// invite TJ…, sdp   ->   Voice URL: Dial, Client
///                   &lt;-   ringing CA1
///                        invite CA2, sdp           ->
///                                                  &lt;-   answer CA2, sdp     (or reject, or nothing)
///                   &lt;-   answer CA1, sdp
/// hangup CA1        ->   hangup CA2                ->
///                                                  &lt;-   hangup CA2: the TwiML continues after Dial, and at its end
///                   &lt;-   hangup CA1
/// </code>
/// </remarks>
internal sealed class Call(Switchboard switchboard, Journal journal, TimeProvider time, TokenGrant grant, string offer) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    /// <summary>The caller's token at the start of the call.</summary>
    public TokenGrant Grant => grant;

    /// <summary>The caller's session description.</summary>
    public string Offer => offer;

    /// <summary>Every leg there was, the caller's first.</summary>
    public List<Leg> AllLegs { get; } = [];

    public Leg Caller => AllLegs[0];

    /// <summary>Legs that have neither answered nor rejected.</summary>
    public List<Leg> Ringing { get; } = [];

    /// <summary>The leg that answered, until it hangs up.</summary>
    public Leg? Callee { get; private set; }

    public ICallMedia? Media { get; set; }

    /// <summary>Receives the caller's keys, while a <c>&lt;Gather&gt;</c> runs.</summary>
    public Action<string>? OnKeys { get; set; }

    /// <summary>The current or last <c>&lt;Dial&gt;</c>.</summary>
    public Dialing? Dialing { get; set; }

    /// <summary>Whom every <c>&lt;Dial&gt;</c> named, such as <c>client:bob</c>, registered or not.</summary>
    public List<string> Dialed { get; } = [];

    /// <summary>The form of the call's webhooks.</summary>
    public required CallForm Form { get; set; }

    /// <summary>Reports the end of the caller's leg to the application.</summary>
    public required CallProgress Progress { get; set; }

    /// <summary>The first span of the call's trace.</summary>
    public Activity? InviteSpan { get; set; }

    public DateTimeOffset RequestedAt { get; } = time.GetUtcNow();

    public DateTimeOffset? RingingAt { get; set; }

    /// <summary>When a callee or the sandbox answered. The caller's SDK accepts one answer in a call.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public CallError? Error { get; private set; }

    public string? EndReason { get; private set; }

    public bool IsEnded => EndedAt is not null;

    /// <summary>Cancelled at the end of the call.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The value of <c>CallStatus</c>. Until the answer it is <c>ringing</c>, as with <c>answerOnBridge</c> (documented).</summary>
    public string Status => IsEnded ? CallStatus.Completed : AnsweredAt is null ? CallStatus.Ringing : CallStatus.InProgress;

    public string CallerId => $"client:{grant.CallerName ?? "Anonymous"}";

    public Leg AddLeg(Device device, string? temporarySid = null, string? callSid = null)
    {
        var leg = new Leg(this, device, callSid ?? Leg.NewCallSid()) { TemporarySid = temporarySid };
        AllLegs.Add(leg);
        switchboard.Legs.Add(leg);
        return leg;
    }

    /// <summary>The sandbox answers, because it has something to say.</summary>
    public void PickUp(AudioBridge bridge)
    {
        Media?.Dispose();
        (Media, AnsweredAt) = (bridge, time.GetUtcNow());
        Caller.RemoteSdp = bridge.Answer(offer);
        Caller.Send(Reply.Answer(Caller.CallSid, Caller.RemoteSdp, Caller.ReconnectToken));
        Note(EventTypes.CallAnswered, Caller.ClientName, "The application answered.");
    }

    /// <summary>A callee accepts. The others stop ringing.</summary>
    public void Answer(Leg leg, string sdp)
    {
        Ringing.Remove(leg);
        (Callee, AnsweredAt, leg.HasAnswered) = (leg, AnsweredAt ?? time.GetUtcNow(), true);
        Dialing!.Answered(leg);
        StopRinging(CallStatus.Canceled);
        if (Media!.Accept(sdp) is { } answer)
        {
            Caller.RemoteSdp = answer;
            Caller.Send(Reply.Answer(Caller.CallSid, answer, Caller.ReconnectToken));
        }

        Note(EventTypes.CallAnswered, leg.ClientName);
    }

    /// <summary>A callee leaves. The last one ends the <c>&lt;Dial&gt;</c>.</summary>
    public void Leave(Leg leg, string status, string why)
    {
        switchboard.Legs.Remove(leg);
        Ringing.Remove(leg);
        Callee = Callee == leg ? null : Callee;
        Dialing!.Left(leg, status);
        if (Callee is null && Ringing.Count == 0)
        {
            Media!.EndDial();
            Dialing.End(new(status, why));
        }
    }

    public void StopRinging(string status)
    {
        foreach (var leg in Ringing)
        {
            leg.Send(Reply.Cancel(leg.CallSid));
            switchboard.Legs.Remove(leg);
            Dialing!.Left(leg, status);
        }

        Ringing.Clear();
    }

    /// <summary>Ends the call on every leg except <paramref name="except"/>, the caller that hung up.</summary>
    public void End(DialEnd end, Leg? except = null)
    {
        if (IsEnded)
        {
            return;
        }

        var (now, error) = (time.GetUtcNow(), end.Error);
        using var span = Tracing.Start(Tracing.End, Caller.ClientName, Caller.CallSid, InviteSpan);
        if (error is not null)
        {
            span.Fail(error.Code, error.Message);
        }

        Progress.Completed(AnsweredAt is null ? end.Status : CallStatus.Completed, now - (AnsweredAt ?? now), now);
        SendEnd(error, except);
        (EndedAt, Error, EndReason) = (now, error, end.Why);
        // A leg without a socket stays for the grace period, so that its client hears of the end.
        switchboard.Legs.RemoveAll(leg => leg.Call == this && (leg.Device is not null || leg == except));
        Dispose();
        // After the end, so that the action is told of a completed call.
        Dialing?.End(new(Callee is null ? CallStatus.Canceled : CallStatus.Completed, end.Why));
        Note(EventTypes.CallEnded, Caller.ClientName, end.Why, error?.Code);
        if (Media is { } media)
        {
            Note(EventTypes.MediaClosed, null, $"{media.CallerPackets} packets from the caller, {media.CalleePackets} from the callee.");
        }
    }

    public void Note(string type, string? client, string? message = null, int? code = null, string? explanation = null) =>
        journal.Add(new() { Type = type, Client = client, CallSid = Caller.CallSid, Message = message, Code = code, Explanation = explanation });

    public void Dispose()
    {
        // Asynchronously, because continuations must not run under the lock.
        _ = _ended.CancelAsync();
        Media?.Dispose();
    }

    // A pending incoming call listens only to cancel, every other leg only to hangup (observed).
    private void SendEnd(CallError? error, Leg? except)
    {
        foreach (var leg in Ringing.Where(leg => leg != except))
        {
            leg.Send(Reply.Cancel(leg.CallSid));
        }

        if (Callee is { } callee && callee != except)
        {
            callee.Send(Reply.Hangup(callee.CallSid));
        }

        if (Caller != except)
        {
            // Before "ringing" the SDK knows only its own id. It ignores a hangup with an unknown id, and the call hangs (observed).
            Caller.Send(Reply.Hangup(Media is null ? Caller.TemporarySid! : Caller.CallSid, error));
        }
    }
}
