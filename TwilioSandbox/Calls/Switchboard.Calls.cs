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
//   hangup CA1        ->   hangup CA2                ->   (or the other way round)
internal sealed partial class Switchboard
{
    private static readonly CallError s_noOutgoing = new(31002, "Token does not allow outgoing calls"); // observed in the native SDKs
    private static readonly CallError s_badApplication = new(31100, "Invalid application SID"); // observed
    private static readonly CallError s_expired = new(31205, "JWT Token Expired"); // observed
    private static readonly CallError s_notFound = new(31404, "Not Found"); // inferred
    private static readonly CallError s_busy = new(31486, "Busy Here"); // inferred
    private static readonly CallError s_failed = new(31000, "The sandbox failed"); // the SDKs' code for what has no other

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

            if (Refuse(device) is var (error, explanation))
            {
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
            _ = AskAndRouteAsync(call, frame.CallParams);
        }
    }

    private (CallError Error, string Explanation)? Refuse(Device device) => device.Grant switch
    {
        null => (s_noOutgoing, "The device has not sent a valid token yet."),
        var grant when grant.ExpiresAt <= time.GetUtcNow() => (s_expired, "The token has expired. Give the device a new one first."),
        { ApplicationSid: null } => (s_noOutgoing, "The token has no scope:client:outgoing. AllowClientOutgoing adds it."),
        var grant when grant.ApplicationSid != options.Value.ApplicationSid =>
            (s_badApplication, $"'appSid' of the outgoing scope is another one than the sandbox application, {options.Value.ApplicationSid}."),
        _ when _legs.Exists(leg => leg.Device == device && !leg.Call.Ringing.Contains(leg)) => (s_busy, "The device is in a call already; it has one at a time."),
        _ => null,
    };

    private async Task AskAndRouteAsync(Call call, string callParams)
    {
        var caller = call.Caller!;
        try
        {
            // Leaves the lock of the caller at once.
            await Task.Yield();
            var twiml = await voice.AskAsync(caller.CallSid, call.Grant, callParams, call.Ended);
            lock (_lock)
            {
                if (!call.IsEnded)
                {
                    journal.Add(new() { Type = EventTypes.VoiceAnswered, Client = caller.ClientName, CallSid = caller.CallSid, Message = twiml.ToString() });
                    Route(call, twiml);
                }
            }
        }
        catch (VoiceException e)
        {
            lock (_lock)
            {
                journal.Add(new()
                {
                    Type = EventTypes.VoiceFailed,
                    Client = caller.ClientName,
                    CallSid = caller.CallSid,
                    Code = e.Code,
                    Message = e.Title,
                    Explanation = e.Explanation,
                });
                End(call, "The application did not say what to do.", new CallError(e.Code, e.Title));
            }
        }
        catch (OperationCanceledException) when (call.Ended.IsCancellationRequested)
        {
            // The caller hung up before the application answered.
        }
        catch (Exception e)
        {
            // Nobody waits for this task: without an end here the SDK would connect for ever.
            logger.LogError(e, "The call {CallSid} failed", caller.CallSid);
            lock (_lock)
            {
                End(call, "The sandbox failed; its log says why.", s_failed);
            }
        }
    }

    private void Route(Call call, Twiml twiml)
    {
        switch (twiml)
        {
            case Twiml.Dial dial:
                Ring(call, dial);
                break;
            case Twiml.Reject reject:
                End(call, "The application rejected the call.", reject.Busy ? s_busy : null);
                break;
            default:
                End(call, "The application hung up.");
                break;
        }
    }

    private void Ring(Call call, Twiml.Dial dial)
    {
        var now = time.GetUtcNow();
        var reachable = _devices.Where(device => device is { IsRegistered: true, Grant.AllowsIncoming: true }
            && dial.Clients.Contains(device.ClientName!) && device.Grant.ExpiresAt > now).ToArray();
        // A device in a call ignores a second invite silently (observed): the caller would hear nothing until the timeout.
        var free = reachable.Where(device => !_legs.Exists(leg => leg.Device == device)).ToArray();
        if (free.Length == 0)
        {
            var names = string.Join(", ", dial.Clients);
            End(call, reachable.Length == 0 ? $"Nobody is registered as {names}." : $"{names} is in another call.", reachable.Length == 0 ? s_notFound : s_busy);
            return;
        }

        call.Relay = new MediaRelay();
        call.RingTimer = time.CreateTimer(_ => StopRinging(call), null, dial.Timeout ?? options.Value.RingTimeout, Timeout.InfiniteTimeSpan);
        var caller = call.Caller!;
        caller.Send(Reply.Ringing(caller.CallSid));
        foreach (var device in free)
        {
            var leg = CreateLeg(call, device);
            call.Ringing.Add(leg);
            leg.Send(Reply.Invite(
                leg.CallSid,
                options.Value.AccountSid,
                from: $"client:{caller.ClientName ?? "Anonymous"}",
                to: $"client:{leg.ClientName}",
                SdpRewriter.PointAt(call.Offer, call.Relay.CalleeEndPoint)));
            journal.Add(new() { Type = EventTypes.CallRinging, Client = leg.ClientName, CallSid = caller.CallSid });
        }
    }

    private void StopRinging(Call call)
    {
        lock (_lock)
        {
            if (call.Callee is null)
            {
                End(call, "Nobody answered.");
            }
        }
    }

    /// <summary>A callee accepts. The others stop ringing.</summary>
    public void Answer(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (frame is not { CallSid: { } callSid, Sdp: { } answer })
            {
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
            call.RingTimer?.Dispose();
            foreach (var other in call.Ringing)
            {
                other.Send(Reply.Cancel(other.CallSid));
                _legs.Remove(other);
            }

            call.Ringing.Clear();
            caller.Send(Reply.Answer(caller.CallSid, SdpRewriter.PointAt(answer, call.Relay!.CallerEndPoint)));
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
                Leave(leg, $"{leg.ClientName} rejected the call.");
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
                Leave(leg, $"{leg.ClientName} declined the call.");
            }
            else
            {
                End(leg.Call, $"{leg.ClientName ?? "Anonymous"} hung up.", except: leg);
            }
        }
    }
}
