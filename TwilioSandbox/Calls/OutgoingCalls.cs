using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Signaling;
using TwilioSandbox.Telephony;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <param name="From">The caller ID, such as <c>+15005550006</c> or <c>client:shop</c>.</param>
/// <param name="To">A number or SIP address, or <c>client:alice</c>.</param>
/// <param name="Source">The TwiML that runs when it is answered.</param>
internal sealed record OutgoingCall(string From, string To, TwimlSource Source)
{
    /// <summary>The <c>customParameters</c> of a client's SDK.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Params { get; init; } = [];

    public StatusCallback? StatusCallback { get; init; }

    /// <summary>How long it rings: 60 s (documented).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Starts and changes calls for the REST API.</summary>
internal sealed class OutgoingCalls(
    Switchboard switchboard, CallLog calls, CallScripts scripts, StatusCallbacks callbacks, Telephone telephone, Journal journal, MediaClock clock,
    IOptions<SandboxOptions> options, TimeProvider time)
{
    private const string ClientPrefix = "client:";

    /// <summary>Rings the devices of a client, or the telephone, and runs the TwiML when one answers.</summary>
    public Call Start(OutgoingCall request)
    {
        lock (switchboard.Lock)
        {
            var call = Create(request);
            var devices = request.To.StartsWith(ClientPrefix, StringComparison.Ordinal)
                ? switchboard.FindRegistered(request.To[ClientPrefix.Length..], time.GetUtcNow())
                : new Device?[] { null };
            // A client that is not registered has a leg too, for the call's CallSid.
            foreach (var device in devices.DefaultIfEmpty())
            {
                call.AddLeg(new(call, call.CallSid, device)
                {
                    From = request.From,
                    To = request.To,
                    Direction = CallForm.OutboundApi,
                    IsTelephone = !request.To.StartsWith(ClientPrefix, StringComparison.Ordinal),
                    CreatedAt = time.GetUtcNow(),
                });
            }

            calls.Add(call);
            call.Note(EventTypes.CallRequested, null, $"The application calls {request.To}.");
            call.Progress.Initiated(time.GetUtcNow());
            if (devices.Length == 0)
            {
                call.End(new(CallStatus.NoAnswer, $"Nobody is registered as {request.To[ClientPrefix.Length..]}."));
                return call;
            }

            Ring(call, request);
            return call;
        }
    }

    /// <summary>Gives a leg other TwiML. A callee of a <c>&lt;Dial&gt;</c> leaves its call for it.</summary>
    /// <returns>False if the leg is not in progress.</returns>
    public bool Redirect(string callSid, TwimlSource source)
    {
        lock (switchboard.Lock)
        {
            if (switchboard.Legs.Find(leg => leg.CallSid == callSid && !leg.IsOver) is not { AnsweredAt: not null } leg)
            {
                return false;
            }

            if (leg.Call.Callee == leg)
            {
                Detach(leg, source);
            }
            else
            {
                leg.Call.Redirect(source);
            }

            return true;
        }
    }

    private Call Create(OutgoingCall request)
    {
        var callSid = Leg.NewCallSid();
        var form = new CallForm(options.Value.AccountSid, callSid, request.From, request.To, CallForm.OutboundApi);
        Call call = null!;
        call = new(switchboard, journal, clock, time, callSid)
        {
            Form = form,
            Progress = new(callbacks, request.StatusCallback, form.With("")),
            OnAnswered = () => _ = scripts.RunAsync(call, request.Source),
        };
        return call;
    }

    private void Ring(Call call, OutgoingCall request)
    {
        call.RingTimer = time.CreateTimer(_ => GiveUp(call), null, request.Timeout, Timeout.InfiniteTimeSpan);
        call.RingingAt = time.GetUtcNow();
        call.Ringing.AddRange(call.AllLegs);
        foreach (var leg in call.AllLegs)
        {
            leg.Ring(clock, options.Value.AccountSid, request.Params);
            call.Note(EventTypes.CallRinging, leg.Party);
        }

        call.Progress.Ringing(time.GetUtcNow());
        telephone.DeclineIfBusy(call);
    }

    private void GiveUp(Call call)
    {
        lock (switchboard.Lock)
        {
            if (call.AnsweredAt is null)
            {
                call.End(new(CallStatus.NoAnswer, "Nobody answered."));
            }
        }
    }

    private void Detach(Leg leg, TwimlSource source)
    {
        var progress = leg.Call.Detach(leg);
        var form = new CallForm(options.Value.AccountSid, leg.CallSid, leg.From, leg.To, leg.Direction);
        leg.Call = new(switchboard, journal, clock, time, leg.CallSid) { Form = form, Progress = progress };
        leg.Call.AllLegs.Add(leg);
        calls.Add(leg.Call);
        _ = scripts.RunAsync(leg.Call, source);
    }
}
