using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

// From the Voice URL's answer to the ringing.
internal sealed partial class Switchboard
{
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
}
