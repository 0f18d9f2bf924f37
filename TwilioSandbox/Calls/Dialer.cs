using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs <c>&lt;Dial&gt;</c>: rings clients until one answers, all reject, or the timeout is over.</summary>
internal sealed class Dialer(Switchboard switchboard, StatusCallbacks callbacks, IOptions<SandboxOptions> options, TimeProvider time)
{
    /// <returns>Completes when no leg rings or talks any more.</returns>
    /// <exception cref="VoiceException">An earlier <c>&lt;Dial&gt;</c> was answered.</exception>
    public Task<DialResult> DialAsync(Call call, Twiml.Dial dial, TwimlDocument document)
    {
        lock (switchboard.Lock)
        {
            call.Ended.ThrowIfCancellationRequested();
            if (call.AnsweredAt is not null && call.Media is not AudioBridge)
            {
                throw VoiceErrors.Unsupported("The sandbox cannot run another <Dial> after one that was answered: the caller's SDK accepts one answer in a call. "
                    + "After a <Dial> that nobody answered, or if <Say>, <Play> or <Gather> came first, another one works.");
            }

            var dialing = call.Dialing = new(time);
            call.Media?.StartDial();
            call.Dialed.AddRange(dial.Callees.Select(callee => callee.Address).Distinct().Except(call.Dialed));
            var names = string.Join(", ", dial.Callees.Select(callee => callee.Name));
            var nobody = new DialEnd(CallStatus.NoAnswer, names.Length == 0 ? "<Dial> has nobody to ring." : $"Nobody is registered as {names}.", CallErrors.NotFound);
            foreach (var callee in dial.Callees.DistinctBy(callee => callee.Address))
            {
                Ring(call, dial, callee, document);
            }

            if (call.Ringing.Count == 0)
            {
                call.Media?.EndDial();
                dialing.End(nobody);
            }

            return dialing.Result;
        }
    }

    /// <summary>Rings the devices of one client.</summary>
    private void Ring(Call call, Twiml.Dial dial, Twiml.Callee callee, TwimlDocument document)
    {
        var registered = switchboard.FindRegistered(callee.Identity!, time.GetUtcNow());
        if (registered.Length == 0)
        {
            var callSid = Leg.NewCallSid();
            call.Dialing!.Missed(callSid, CreateProgress(call, dial, callee, callSid, document));
            return;
        }

        // Devices in a call too: their SDK ignores the call, or rings if the application sets allowIncomingWhileBusy (observed).
        StartRinging(call, dial.Timeout);
        Array.ForEach(registered, device => Ring(call, dial, callee, device, document));
    }

    private void StartRinging(Call call, TimeSpan? timeout)
    {
        var dialing = call.Dialing!;
        dialing.RingTimer ??= time.CreateTimer(_ => GiveUp(call, dialing), null, timeout ?? options.Value.RingTimeout, Timeout.InfiniteTimeSpan);
        if (call.Media is null)
        {
            // Teaches the caller's SDK its CallSid.
            call.Caller.Send(Reply.Ringing(call.Caller.CallSid));
            call.Media = new MediaRelay();
        }
    }

    private void Ring(Call call, Twiml.Dial dial, Twiml.Callee callee, Device device, TwimlDocument document)
    {
        var leg = call.AddLeg(device);
        call.Ringing.Add(leg);
        call.RingingAt ??= time.GetUtcNow();
        call.Dialing!.Rings(leg, CreateProgress(call, dial, callee, leg.CallSid, document));
        leg.RemoteSdp = call.Media!.OfferToCallee(call.Offer);
        leg.Send(Reply.Invite(leg.CallSid, options.Value.AccountSid, dial.CallerId ?? call.CallerId, $"client:{leg.ClientName}", callee.Params, leg.RemoteSdp, leg.ReconnectToken));
        call.Note(EventTypes.CallRinging, leg.ClientName);
    }

    private CallProgress CreateProgress(Call call, Twiml.Dial dial, Twiml.Callee callee, string callSid, TwimlDocument document) => new(
        callbacks,
        callee.StatusCallback is { } callback ? new(document.Resolve(callback.Url), callback.Method, callback.Events) : null,
        call.Form.ForChild(callSid, callee.Address, dial.CallerId ?? call.CallerId));

    private void GiveUp(Call call, Dialing dialing)
    {
        lock (switchboard.Lock)
        {
            if (call.Dialing == dialing && call.Callee is null)
            {
                call.StopRinging(CallStatus.NoAnswer);
                call.Media!.EndDial();
                dialing.End(new(CallStatus.NoAnswer, "Nobody answered."));
            }
        }
    }
}
