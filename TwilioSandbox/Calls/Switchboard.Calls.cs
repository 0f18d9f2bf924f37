using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

// The life of a call:
//   caller                 sandbox                        callee
//   invite TJ…, sdp   ->   Voice URL: <Dial><Client>
//                     <-   ringing CA1
//                          invite CA2, sdp           ->
//                                                    <-   answer CA2, sdp     (or reject, or nothing)
//                     <-   answer CA1, sdp
//   hangup CA1        ->   hangup CA2                ->
//                                                    <-   hangup CA2: the TwiML goes on after <Dial>, and at its end
//                     <-   hangup CA1
internal sealed partial class Switchboard
{
    private static readonly CallError s_noOutgoing = new(31002, "Token does not allow outgoing calls"); // observed in the native SDKs
    private static readonly CallError s_badApplication = new(31100, "Invalid application SID"); // observed
    private static readonly CallError s_badRequest = new(31400, "Bad Request"); // inferred: the SDK's code for a malformed invite
    private static readonly CallError s_expired = new(31205, "JWT Token Expired"); // observed
    private static readonly CallError s_notFound = new(31404, "Not Found"); // inferred
    internal static readonly CallError s_busy = new(31486, "Busy Here"); // inferred
    internal static readonly CallError s_failed = new(31000, "The sandbox failed"); // the SDK's code for what has no other

    /// <summary>The caller wants to call: checks what its token allows, and asks the application.</summary>
    public void Invite(Device device, Frame frame)
    {
        if (frame is not { CallSid: { } temporarySid, Sdp: { } offer })
        {
            return;
        }

        lock (_lock)
        {
            if (Find(device, temporarySid) is not null)
            {
                return;
            }

            if (Refuse(device, offer) is var (error, explanation))
            {
                using var span = Tracing.Start(Tracing.Invite, device.ClientName);
                span.Fail(error.Code, error.Message);
                journal.Add(new()
                {
                    Type = EventTypes.CallRefused,
                    Client = device.ClientName,
                    Code = error.Code,
                    Message = error.Message,
                    Explanation = explanation,
                });
                device.Send(Reply.Hangup(temporarySid, error));
                return;
            }

            var call = new Call(device.Grant!, offer);
            call.Caller = CreateLeg(call, device, temporarySid);
            journal.Add(new() { Type = EventTypes.CallRequested, Client = device.ClientName, CallSid = call.Caller.CallSid });
            call.Form = new CallForm(options.Value, call.Caller.CallSid, call.Grant, frame.CallParams);
            var callback = options.Value.StatusCallbackUrl is { } url ? new StatusCallback(url, HttpMethod.Post, ["completed"]) : null;
            call.Progress = new CallProgress(callbacks, callback, call.Form.With(""));
            _ = new CallScript(call, this, voice, journal, options.Value, time, logger).RunAsync();
        }
    }

    private bool IsBusy(Device device) => _legs.Exists(leg => leg.Device == device && !leg.Call.Ringing.Contains(leg));

    private (CallError Error, string Explanation)? Refuse(Device device, string offer) => device.Grant switch
    {
        null => (s_noOutgoing, "The device has not sent a valid token yet."),
        var grant when grant.ExpiresAt <= time.GetUtcNow() => (s_expired, "The token has expired. Give the device a new one first."),
        { ApplicationSid: null } => (s_noOutgoing, "The token has no scope:client:outgoing (AllowClientOutgoing adds it), and no outgoing grant."),
        var grant when grant.ApplicationSid != options.Value.ApplicationSid =>
            (s_badApplication, $"'appSid' of the outgoing scope is another one than the sandbox application, {options.Value.ApplicationSid}."),
        _ when IsBusy(device) => (s_busy, "The device is in a call already; it has one at a time."),
        _ when !SdpRewriter.IsAcceptable(offer) => (s_badRequest, "The session description is larger than a browser's ever is."),
        _ => null,
    };

    /// <summary>A callee accepts. The others stop ringing.</summary>
    public void Answer(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (frame is not { CallSid: { } callSid, Sdp: { } answer } || !SdpRewriter.IsAcceptable(answer))
            {
                // A client that says something else rings until the timeout.
                return;
            }

            if (Find(device, callSid) is not { } leg || !leg.Call.Ringing.Remove(leg))
            {
                // The call is over, or another device was first.
                device.Send(Reply.Hangup(callSid));
                return;
            }

            var (call, caller) = (leg.Call, leg.Call.Caller!);
            call.Callee = leg;
            leg.HasAnswered = true;
            call.AnsweredAt = time.GetUtcNow();
            call.Dialing!.Answered(leg);
            StopRinging(call, CallStatus.Canceled);
            caller.RemoteSdp = SdpRewriter.PointAt(answer, call.Relay!.CallerEndPoint);
            caller.Send(Reply.Answer(caller.CallSid, caller.RemoteSdp, caller.ReconnectToken));
            journal.Add(new() { Type = EventTypes.CallAnswered, Client = leg.ClientName, CallSid = caller.CallSid });
        }
    }

    /// <summary>A callee declines. The caller hears it when nobody is left who rings.</summary>
    public void Reject(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (Find(device, frame.CallSid) is { } leg && leg.Call.Ringing.Contains(leg))
            {
                journal.Add(new() { Type = EventTypes.CallRejected, Client = leg.ClientName, CallSid = leg.Call.Caller!.CallSid });
                Leave(leg, CallStatus.Busy, $"{leg.ClientName} rejected the call.");
            }
        }
    }

    /// <summary>Either end hangs up; before an answer this is the caller's cancel.</summary>
    public void Hangup(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (Find(device, frame.CallSid) is not { } leg)
            {
                return;
            }

            if (leg.Call.Ringing.Contains(leg))
            {
                Leave(leg, CallStatus.Busy, $"{leg.ClientName} declined the call.");
            }
            else if (leg.Call.Callee == leg)
            {
                Leave(leg, CallStatus.Completed, $"{leg.ClientName} hung up.");
            }
            else
            {
                End(leg.Call, $"{leg.ClientName ?? "Anonymous"} hung up.", except: leg);
            }
        }
    }
}
