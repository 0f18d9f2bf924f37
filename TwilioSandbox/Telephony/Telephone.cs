using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Telephony;

/// <summary>The sandbox's telephone: every number and SIP address rings here, and it can call the application from any number.</summary>
internal sealed class Telephone(Switchboard switchboard, Journal journal)
{
    private bool _isBusy;

    /// <summary>Whether it declines every call at once.</summary>
    public bool IsBusy
    {
        get => Volatile.Read(ref _isBusy);
        set
        {
            if (Interlocked.Exchange(ref _isBusy, value) != value)
            {
                journal.Add(new() { Type = EventTypes.TelephoneChanged, Message = value ? "The telephone is busy." : "The telephone is no longer busy." });
            }
        }
    }

    /// <summary>Its live calls.</summary>
    public T[] Read<T>(Func<Leg, T> read) => switchboard.Read(() => switchboard.Legs.Where(IsLive).Select(read).ToArray());

    /// <summary>Declines a call that rings, if it is busy. The switchboard's lock must be held.</summary>
    public void DeclineIfBusy(Call call)
    {
        foreach (var leg in call.Ringing.Where(leg => leg.IsTelephone && IsBusy).ToArray())
        {
            Decline(leg, $"{leg.Address} is busy.");
        }
    }

    /// <param name="callSid">A call that rings.</param>
    /// <param name="sdp">The answer of the browser that has the microphone. Null for an echo.</param>
    public TelephoneResult Answer(string callSid, string? sdp) => UseRinging(callSid, leg => leg.Call.Answer(leg, sdp));

    public TelephoneResult Decline(string callSid) => UseRinging(callSid, leg => Decline(leg, $"{leg.Address} declined the call."));

    public TelephoneResult Hangup(string callSid) => Use(callSid, leg =>
    {
        CallCommands.Hangup(leg);
        return TelephoneResult.Done;
    });

    public TelephoneResult Press(string callSid, string digits) => Use(callSid, leg =>
    {
        if (leg.AnsweredAt is null)
        {
            return TelephoneResult.NotAnswered;
        }

        CallCommands.Press(leg, digits);
        return TelephoneResult.Done;
    });

    private static bool IsLive(Leg leg) => leg is { IsTelephone: true, IsOver: false };

    private static void Decline(Leg leg, string why)
    {
        leg.Call.Note(EventTypes.CallRejected, leg.Party);
        leg.Call.Leave(leg, CallStatus.Busy, why);
    }

    private TelephoneResult UseRinging(string callSid, Action<Leg> use) => Use(callSid, leg =>
    {
        if (!leg.IsRinging)
        {
            return TelephoneResult.NotRinging;
        }

        use(leg);
        return TelephoneResult.Done;
    });

    private TelephoneResult Use(string callSid, Func<Leg, TelephoneResult> use)
    {
        lock (switchboard.Lock)
        {
            return switchboard.Legs.Find(leg => IsLive(leg) && leg.CallSid == callSid) is { } leg ? use(leg) : TelephoneResult.NoSuchCall;
        }
    }
}
