using System.Diagnostics;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>A call that runs TwiML, from the caller's <c>invite</c> to the last <c>hangup</c>. The switchboard's lock guards it.</summary>
/// <remarks>
/// <code>
/// caller                 sandbox                        callee
/// invite TJ…, sdp   ->   Voice URL: Dial answerOnBridge="true", Client
///                   &lt;-   ringing CA1
///                        invite CA2, sdp           ->
///                                                  &lt;-   answer CA2, sdp     (or reject, or nothing)
///                   &lt;-   answer CA1, sdp
/// hangup CA1        ->   hangup CA2                ->
///                                                  &lt;-   hangup CA2: the TwiML continues after Dial, and at its end
///                   &lt;-   hangup CA1
/// </code>
/// The REST API can also call a client. Then that client's leg takes the place of the caller's.
/// </remarks>
internal sealed class Call(Switchboard switchboard, Journal journal, MediaClock clock, TimeProvider time, string callSid) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private CancellationTokenSource _redirected = new();
    private TwimlSource? _redirect;

    /// <summary>The leg whose TwiML runs. Events name the call by it.</summary>
    public string CallSid => callSid;

    /// <summary>Every leg there was, the caller's first.</summary>
    public List<Leg> AllLegs { get; } = [];

    /// <summary>The leg whose TwiML runs.</summary>
    public Leg Caller => AllLegs[0];

    /// <summary>Legs that have neither answered nor rejected.</summary>
    public List<Leg> Ringing { get; } = [];

    /// <summary>The leg that answered the current <c>&lt;Dial&gt;</c>, until it hangs up.</summary>
    public Leg? Callee { get; private set; }

    /// <summary>Receives the caller's keys, while a verb waits for them.</summary>
    public Action<string>? OnKeys { get; private set; }

    /// <summary>The current or last <c>&lt;Dial&gt;</c>.</summary>
    public Dialing? Dialing { get; set; }

    /// <summary>Whom every <c>&lt;Dial&gt;</c> named, such as <c>client:bob</c>, registered or not.</summary>
    public List<string> Dialed { get; } = [];

    /// <summary>The form of the call's webhooks.</summary>
    public required CallForm Form { get; init; }

    /// <summary>Reports the progress of the caller's leg to the application.</summary>
    public required CallProgress Progress { get; set; }

    /// <summary>Gives up a call of the REST API.</summary>
    public ITimer? RingTimer { get; set; }

    /// <summary>Runs the TwiML of a call of the REST API.</summary>
    public Action? OnAnswered { get; init; }

    /// <summary>The first span of the call's trace.</summary>
    public Activity? InviteSpan { get; set; }

    public DateTimeOffset RequestedAt { get; } = time.GetUtcNow();

    public DateTimeOffset? RingingAt { get; set; }

    /// <summary>When the caller's leg was answered. The SDK accepts one answer in a call.</summary>
    public DateTimeOffset? AnsweredAt => Caller.AnsweredAt;

    public DateTimeOffset? EndedAt { get; private set; }

    public CallError? Error { get; private set; }

    public string? EndReason { get; private set; }

    public bool IsEnded => EndedAt is not null;

    /// <summary>Whether the REST API started the call.</summary>
    public bool IsOutgoing => Caller.Direction == CallForm.OutboundApi;

    /// <summary>Cancelled at the end of the call.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Cancelled when the REST API gives the call another document.</summary>
    public CancellationToken Redirected => _redirected.Token;

    public string Status => Caller.Status;

    public string CallerId => Form.From;

    public Leg AddLeg(Leg leg)
    {
        AllLegs.Add(leg);
        switchboard.Legs.Add(leg);
        return leg;
    }

    /// <summary>Answers the caller, because the application has something to say.</summary>
    public void PickUp()
    {
        if (AnsweredAt is null)
        {
            AnswerCaller();
            Note(EventTypes.CallAnswered, Caller.Party, "The application answered.");
        }
    }

    /// <summary>A leg accepts. The others stop ringing.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="sdp">Its session description. Null for a telephone that sends back what it hears.</param>
    public void Answer(Leg leg, string? sdp)
    {
        Ringing.Remove(leg);
        leg.Accept(sdp, time.GetUtcNow());
        _ = LeaveWhenLostAsync(leg);
        // Before the caller hears of it, so that events are in the order of the signaling.
        Note(EventTypes.CallAnswered, leg.Party);
        if (Dialing is { } dialing)
        {
            Callee = leg;
            dialing.Answered(leg);
        }
        else
        {
            RingTimer?.Dispose();
            AllLegs.Remove(leg);
            AllLegs.Insert(0, leg);
            Progress.Answered(time.GetUtcNow());
            OnAnswered!();
        }

        StopRinging(CallStatus.Canceled);
        if (Dialing is not null)
        {
            if (AnsweredAt is null)
            {
                AnswerCaller();
            }

            Connect(leg.Audio!);
        }
    }

    /// <summary>A leg other than the caller's leaves. The last one ends the <c>&lt;Dial&gt;</c>, or the call of the REST API.</summary>
    public void Leave(Leg leg, string status, string why)
    {
        Remove(leg, status);
        Callee = Callee == leg ? null : Callee;
        if (Callee is not null || Ringing.Count > 0)
        {
            return;
        }

        if (Dialing is { } dialing)
        {
            Disconnect();
            dialing.End(new(status, why));
        }
        else
        {
            End(new(status, why));
        }
    }

    public void StopRinging(string status)
    {
        foreach (var leg in Ringing.ToArray())
        {
            leg.Send(Reply.Cancel(leg.CallSid));
            Remove(leg, status);
        }
    }

    /// <summary>Hangs up the callees of the current <c>&lt;Dial&gt;</c>, which ends it.</summary>
    public void StopDialing(DialEnd end)
    {
        StopRinging(end.Status);
        if (Callee is { } callee)
        {
            callee.Send(Reply.Hangup(callee.CallSid));
            Remove(callee, end.Status);
            Callee = null;
        }

        Disconnect();
        Dialing?.End(end);
    }

    /// <summary>The callee leaves this call, to run TwiML of its own.</summary>
    /// <returns>The progress of its leg.</returns>
    public CallProgress Detach(Leg callee)
    {
        Callee = null;
        callee.Audio!.Heard = null;
        var progress = Dialing!.Detach(callee);
        Disconnect();
        Dialing.End(new(CallStatus.Completed, "The application redirected the callee."));
        return progress;
    }

    /// <summary>Runs another document, instead of the current verb.</summary>
    public void Redirect(TwimlSource source)
    {
        _redirect = source;
        // Asynchronously, because continuations must not run under the lock. First, so that the script does not go on after <Dial>.
        _ = _redirected.CancelAsync();
        StopDialing(new(CallStatus.Completed, "The application redirected the call."));
    }

    /// <summary>Before the next verb: the call may be over, or have another document.</summary>
    public void ThrowIfStopped()
    {
        // A token that is linked to these is cancelled a little later.
        _ended.Token.ThrowIfCancellationRequested();
        _redirected.Token.ThrowIfCancellationRequested();
    }

    /// <summary>The document of the last <see cref="Redirect"/>, or null. It is returned once.</summary>
    public TwimlSource? TakeRedirect()
    {
        lock (switchboard.Lock)
        {
            var source = _redirect;
            if (source is not null)
            {
                (_redirect, _redirected) = (null, new());
            }

            return IsEnded ? null : source;
        }
    }

    /// <summary>Gives the caller's keys to a verb, or to none.</summary>
    public void Listen(Action<string>? onKeys)
    {
        lock (switchboard.Lock)
        {
            OnKeys = onKeys;
        }
    }

    /// <summary>The caller hears ringing, if it can hear.</summary>
    public void PlayRingback() => Caller.Audio?.PlayInBackground(Tones.Ringback);

    /// <summary>Ends the call on every leg except <paramref name="except"/>, the caller that hung up.</summary>
    public void End(DialEnd end, Leg? except = null)
    {
        if (IsEnded)
        {
            return;
        }

        var (now, error) = (time.GetUtcNow(), end.Error);
        using var span = Tracing.Start(Tracing.End, Caller.ClientName, callSid, InviteSpan);
        if (error is not null)
        {
            span.Fail(error.Code, error.Message);
        }

        RingTimer?.Dispose();
        Progress.Completed(AnsweredAt is null ? end.Status : CallStatus.Completed, now - (AnsweredAt ?? now), now);
        SendEnd(error, except);
        (EndedAt, Error, EndReason) = (now, error, end.Why);
        // A leg that lost its socket stays for the grace period, so that its client hears of the end.
        switchboard.Legs.RemoveAll(leg => leg.Call == this && (leg.Device is not null || leg.GraceTimer is null || leg == except));
        foreach (var leg in AllLegs.Where(leg => leg.Call == this && leg.EndedAt is null))
        {
            leg.End(end.Status, now);
        }

        Dispose();
        // After the end, so that the action is told of a completed call.
        Dialing?.End(new(Callee is null ? CallStatus.Canceled : CallStatus.Completed, end.Why));
        Note(EventTypes.CallEnded, Caller.Party, end.Why, error?.Code);
        if (Caller.Audio is { } audio)
        {
            Note(EventTypes.MediaClosed, null, $"{audio.PacketsReceived} packets from the caller, {AllLegs.Skip(1).Sum(leg => leg.Audio?.PacketsReceived ?? 0)} from the callee.");
        }
    }

    public void Note(string type, string? client, string? message = null, int? code = null, string? explanation = null) =>
        journal.Add(new() { Type = type, Client = client, CallSid = callSid, Message = message, Code = code, Explanation = explanation });

    public void Dispose()
    {
        // Asynchronously, because continuations must not run under the lock.
        _ = _ended.CancelAsync();
        foreach (var leg in AllLegs.Where(leg => leg.Call == this))
        {
            leg.Audio?.Dispose();
        }
    }

    // The browser is gone, but its signaling stays: a frozen tab, or a network that loses UDP (inferred).
    private async Task LeaveWhenLostAsync(Leg leg)
    {
        await leg.Audio!.Lost;
        lock (switchboard.Lock)
        {
            if (!leg.IsOver)
            {
                var why = $"The sound of {leg.Party ?? "Anonymous"} has been lost for 30 s.";
                leg.Send(Reply.Hangup(leg.CallSid));
                if (leg == leg.Call.Callee)
                {
                    leg.Call.Leave(leg, CallStatus.Completed, why);
                }
                else
                {
                    leg.Call.End(new(CallStatus.Completed, why), except: leg);
                }
            }
        }
    }

    private void AnswerCaller()
    {
        Caller.PickUp(clock, time.GetUtcNow());
        _ = LeaveWhenLostAsync(Caller);
        Progress.Answered(AnsweredAt!.Value);
    }

    private void Remove(Leg leg, string status)
    {
        switchboard.Legs.Remove(leg);
        Ringing.Remove(leg);
        leg.End(status, time.GetUtcNow());
        Dialing?.Left(leg, status);
    }

    private void Connect(AudioEndpoint callee)
    {
        var caller = Caller.Audio!;
        caller.PlayInBackground([]);
        (caller.Heard, callee.Heard) = (callee.Speak, caller.Speak);
    }

    private void Disconnect()
    {
        if (Caller.Audio is { } caller)
        {
            caller.Heard = null;
            caller.PlayInBackground([]);
        }
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

        if (Caller != except && Caller.EndedAt is null && !Caller.IsRinging)
        {
            Caller.Send(Reply.Hangup(Caller.KnownSid, error));
        }
    }
}
