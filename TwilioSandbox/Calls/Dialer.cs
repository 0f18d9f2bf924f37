using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Signaling;
using TwilioSandbox.Telephony;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs <c>&lt;Dial&gt;</c>: rings clients and telephones until one answers, all reject, or the timeout is over.</summary>
internal sealed class Dialer(Switchboard switchboard, StatusCallbacks callbacks, Telephone telephone, MediaClock clock, IOptions<SandboxOptions> options, TimeProvider time)
{
    /// <returns>Completes when no leg rings or talks any more.</returns>
    public Task<DialResult> DialAsync(Call call, Twiml.Dial dial, TwimlDocument document)
    {
        lock (switchboard.Lock)
        {
            call.ThrowIfStopped();
            var dialing = call.Dialing = new(time);
            call.Dialed.AddRange(dial.Callees.Select(callee => callee.Address).Distinct().Except(call.Dialed));
            if (!dial.AnswerOnBridge)
            {
                call.PickUp();
            }

            foreach (var callee in dial.Callees.DistinctBy(callee => callee.Address))
            {
                Ring(call, dial, callee, document);
            }

            telephone.DeclineIfBusy(call);
            if (call.Ringing.Count > 0)
            {
                call.PlayRingback();
            }
            else
            {
                var names = string.Join(", ", dial.Callees.Select(callee => callee.Name));
                dialing.End(new(CallStatus.NoAnswer, names.Length == 0 ? "<Dial> has nobody to ring." : $"Nobody is registered as {names}.", CallErrors.NotFound));
            }

            return dialing.Result;
        }
    }

    /// <summary>Rings the devices of a client, or the telephone.</summary>
    private void Ring(Call call, Twiml.Dial dial, Twiml.Callee callee, TwimlDocument document)
    {
        Device?[] devices = callee.Identity is { } identity ? switchboard.FindRegistered(identity, time.GetUtcNow()) : new Device?[] { null };
        if (devices.Length == 0)
        {
            var callSid = Leg.NewCallSid();
            call.Dialing!.Missed(callSid, CreateProgress(call, dial, callee, callSid, document));
            return;
        }

        // Devices in a call too: their SDK ignores the call, or rings if the application sets allowIncomingWhileBusy (observed).
        var dialing = call.Dialing!;
        dialing.RingTimer ??= time.CreateTimer(_ => GiveUp(call, dialing), null, dial.Timeout ?? options.Value.RingTimeout, Timeout.InfiniteTimeSpan);
        Array.ForEach(devices, device => Ring(call, dial, callee, device, document));
    }

    private void Ring(Call call, Twiml.Dial dial, Twiml.Callee callee, Device? device, TwimlDocument document)
    {
        var leg = call.AddLeg(new(call, Leg.NewCallSid(), device)
        {
            ParentCallSid = call.CallSid,
            From = dial.CallerId ?? call.CallerId,
            To = callee.Address,
            Direction = CallForm.OutboundDial,
            IsTelephone = device is null,
            CreatedAt = time.GetUtcNow(),
        });
        call.Caller.Announce();
        call.Ringing.Add(leg);
        call.RingingAt ??= time.GetUtcNow();
        call.Dialing!.Rings(leg, CreateProgress(call, dial, callee, leg.CallSid, document));
        leg.Ring(clock, options.Value.AccountSid, callee.Params);
        call.Note(EventTypes.CallRinging, leg.Party);
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
                call.StopDialing(new(CallStatus.NoAnswer, "Nobody answered."));
            }
        }
    }
}
