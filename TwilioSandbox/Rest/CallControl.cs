using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>Changes calls for the REST API.</summary>
internal sealed class CallControl(Switchboard switchboard, CallLog calls)
{
    private const string Why = "The application ended the call with the REST API.";

    /// <summary>Finds a leg, live or over, and reads it under the lock.</summary>
    public T? Read<T>(string callSid, Func<Leg, T> read)
        where T : class
    {
        lock (switchboard.Lock)
        {
            return Find(callSid) is { } leg ? read(leg) : null;
        }
    }

    /// <summary>A leg for each CallSid. The devices of a client share the one of a call of the REST API: one that still rings comes first.</summary>
    public static IEnumerable<Leg> LegsOf(Call call) => call.AllLegs.OrderBy(leg => leg.EndedAt is not null).DistinctBy(leg => leg.CallSid);

    /// <summary>Hangs up a leg now. Without the caller's leg, the call is over. Without a callee's, its TwiML continues.</summary>
    /// <param name="leg">The leg. The caller holds the lock.</param>
    public static void Hangup(Leg leg)
    {
        var call = leg.Call;
        if (leg == call.Caller || (call.IsOutgoing && call.AnsweredAt is null))
        {
            call.End(new(CallStatus.Canceled, Why));
            return;
        }

        var isRinging = leg.IsRinging;
        leg.Send(isRinging ? Reply.Cancel(leg.CallSid) : Reply.Hangup(leg.CallSid));
        call.Leave(leg, isRinging ? CallStatus.Canceled : CallStatus.Completed, Why);
    }

    /// <summary>Twilio's warnings about a document that did not come from a URL.</summary>
    public static void NoteWarnings(Leg leg, TwimlSource source)
    {
        foreach (var warning in source.Document?.Warnings ?? [])
        {
            leg.Call.Note(EventTypes.VoiceWarning, leg.Party, code: warning.Code, explanation: warning.Text);
        }
    }

    private Leg? Find(string callSid) => calls.Read(call => LegsOf(call).FirstOrDefault(leg => leg.CallSid == callSid)).FirstOrDefault(leg => leg is not null);
}
