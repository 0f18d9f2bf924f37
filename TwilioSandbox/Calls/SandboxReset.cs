using TwilioSandbox.Conferencing;
using TwilioSandbox.Events;
using TwilioSandbox.Faults;
using TwilioSandbox.Rest;
using TwilioSandbox.Signaling;
using TwilioSandbox.Telephony;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Ends every call, connection and fault, and forgets calls, conferences, recordings and the journal. The application still receives the status callbacks of its calls.</summary>
internal sealed class SandboxReset(
    Switchboard switchboard, Connections connections, FaultInjector faults, CallLog calls, Conferences conferences, Recordings recordings, Telephone telephone, Journal journal)
{
    public void Run()
    {
        faults.EndAll();
        lock (switchboard.Lock)
        {
            foreach (var call in switchboard.Legs.Select(leg => leg.Call).Distinct().ToArray())
            {
                call.End(new(CallStatus.Canceled, "The sandbox was reset."));
            }

            switchboard.Legs.ForEach(leg => leg.GraceTimer?.Dispose());
            switchboard.Legs.Clear();
            switchboard.Devices.Clear();
            foreach (var device in connections.Read())
            {
                device.ExpiryTimer?.Dispose();
                device.Grant = null;
                device.Close();
            }

            journal.Clear(calls.Read(call => call.CallSid));
            calls.Clear();
            conferences.Clear();
            recordings.Clear();
            telephone.IsBusy = false;
        }

        journal.Add(new() { Type = EventTypes.SandboxReset });
    }
}
