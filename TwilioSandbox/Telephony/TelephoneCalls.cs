using Microsoft.Extensions.Options;
using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Telephony;

/// <summary>Starts calls from a telephone number to the Voice URL, as if from outside.</summary>
internal sealed class TelephoneCalls(
    Switchboard switchboard, CallLog calls, CallScripts scripts, StatusCallbacks callbacks, Journal journal, MediaClock clock, IOptions<SandboxOptions> options, TimeProvider time)
{
    /// <summary>Calls of the telephone at a time. Each has a UDP socket.</summary>
    public const int MaxCalls = 20;

    /// <param name="from">The number that calls.</param>
    /// <param name="to">The application's number.</param>
    /// <param name="offer">The session description of the browser that has the microphone. Null for a silent telephone.</param>
    /// <returns>The telephone's leg. Null if there are too many calls.</returns>
    public Leg? Start(string from, string to, string? offer)
    {
        lock (switchboard.Lock)
        {
            if (switchboard.Legs.Count(leg => leg is { IsTelephone: true, IsOver: false }) >= MaxCalls)
            {
                return null;
            }

            var callSid = Leg.NewCallSid();
            var form = new CallForm(options.Value.AccountSid, callSid, from, to, CallForm.Inbound);
            var callback = options.Value.StatusCallbackUrl is { } url ? new StatusCallback(url, HttpMethod.Post, ["completed"]) : null;
            var call = new Call(switchboard, journal, clock, time, callSid) { Form = form, Progress = new(callbacks, callback, form.With("")) };
            var leg = call.AddLeg(new(call, callSid, device: null)
            {
                IsTelephone = true,
                Offer = offer,
                From = from,
                To = to,
                Direction = CallForm.Inbound,
                CreatedAt = time.GetUtcNow(),
            });
            calls.Add(call);
            call.Note(EventTypes.CallRequested, leg.Party);
            _ = scripts.RunAsync(call, scripts.VoiceUrl);
            return leg;
        }
    }
}
