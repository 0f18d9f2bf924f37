using TwilioSandbox.Events;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

// What is said during a call and concerns nobody but Twilio.
internal sealed partial class Switchboard
{
    private const int MaxDigits = 64;

    /// <summary>Keys were pressed. They can be seen because the SDK is left no way to send them as sound; see SdpRewriter.</summary>
    public void Dtmf(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (Find(device, frame.CallSid) is { } leg && frame.Digits is { Length: > 0 and <= MaxDigits } digits && digits.All(IsKey))
            {
                journal.Add(new() { Type = EventTypes.CallDtmf, Client = leg.ClientName, CallSid = leg.Call.Caller!.CallSid, Message = digits });
            }
        }
    }

    /// <summary>
    /// A call message. Twilio gives it to the application that subscribed to it, not to the other end; here the journal has it,
    /// without its content, which is the application's own.
    /// </summary>
    public void Message(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (Find(device, frame.CallSid) is { } leg && frame.VoiceEventSid is { } voiceEventSid)
            {
                journal.Add(new() { Type = EventTypes.CallMessage, Client = leg.ClientName, CallSid = leg.Call.Caller!.CallSid });
                device.Send(Reply.Ack(leg.CallSid, voiceEventSid));
            }
        }
    }

    // "w" is half a second of silence between keys.
    private static bool IsKey(char c) => char.IsAsciiDigit(c) || c is '*' or '#' or 'w';
}
