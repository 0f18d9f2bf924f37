using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Telephony;

/// <summary>The sandbox's telephone: every number and SIP address rings here, and it can call the application from any number.</summary>
internal sealed class Telephone(Switchboard switchboard)
{
    private bool _isBusy;

    /// <summary>Whether it declines every call at once.</summary>
    public bool IsBusy
    {
        get => Volatile.Read(ref _isBusy);
        set => Volatile.Write(ref _isBusy, value);
    }

    /// <summary>Its live calls.</summary>
    public T[] Read<T>(Func<Leg, T> read) => switchboard.Read(() => switchboard.Legs.Where(leg => leg is { IsTelephone: true, IsOver: false }).Select(read).ToArray());

    /// <summary>Declines a call that rings, if it is busy. The switchboard's lock must be held.</summary>
    public void Decline(Call call)
    {
        foreach (var leg in call.Ringing.Where(leg => leg.IsTelephone && IsBusy).ToArray())
        {
            call.Leave(leg, CallStatus.Busy, $"{leg.Address} is busy.");
        }
    }

    /// <summary>Does something in one of its calls, under the switchboard's lock.</summary>
    /// <returns>False if it has no such call.</returns>
    public bool Use(string callSid, Func<Leg, bool> use)
    {
        lock (switchboard.Lock)
        {
            return switchboard.Legs.Find(leg => leg is { IsTelephone: true, IsOver: false } && leg.CallSid == callSid) is { } leg && use(leg);
        }
    }
}
