using System.Text;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>What devices do in a call: answer, reject, hang up, press keys and send messages.</summary>
internal sealed class CallCommands(Switchboard switchboard, StatusCallbacks callbacks, IOptions<SandboxOptions> options)
{
    private const int MaxDigits = 64;
    private const string MessageType = "user-defined-message";
    private const int MaxMessageBytes = 10 * 1024; // documented

    public void Answer(Device device, Frame frame)
    {
        if (frame is not { CallSid: { } callSid, Sdp: { } sdp } || !Sdp.IsAcceptable(sdp))
        {
            // The leg rings until the timeout.
            return;
        }

        if (switchboard.Find(device, callSid) is { IsRinging: true } leg)
        {
            leg.Call.Answer(leg, sdp);
        }
        else
        {
            // The call is over, or another device answered first.
            device.Send(Reply.Hangup(callSid));
        }
    }

    /// <summary>An ICE restart, after the browser has lost its path to the sandbox.</summary>
    public void Reinvite(Device device, Frame frame)
    {
        if (frame.Sdp is { } sdp && Sdp.IsAcceptable(sdp) && switchboard.Find(device, frame.CallSid) is { AnsweredAt: not null, IsOver: false } leg)
        {
            leg.Renegotiate(sdp);
        }
    }

    public void Reject(Device device, Frame frame)
    {
        if (switchboard.Find(device, frame.CallSid) is { IsRinging: true } leg)
        {
            leg.Call.Note(EventTypes.CallRejected, leg.ClientName);
            leg.Call.Leave(leg, CallStatus.Busy, $"{leg.ClientName} rejected the call.");
        }
    }

    /// <summary>Either end hangs up. Before an answer, the caller cancels.</summary>
    public void Hangup(Device device, Frame frame)
    {
        if (switchboard.Find(device, frame.CallSid) is { } leg)
        {
            Hangup(leg);
        }
    }

    public static void Hangup(Leg leg)
    {
        var name = leg.Party ?? "Anonymous";
        if (leg.IsRinging)
        {
            leg.Call.Leave(leg, CallStatus.Busy, $"{name} declined the call.");
        }
        else if (leg.Call.Callee == leg)
        {
            leg.Call.Leave(leg, CallStatus.Completed, $"{name} hung up.");
        }
        else
        {
            leg.Call.End(new(CallStatus.Canceled, $"{name} hung up."), except: leg);
        }
    }

    /// <summary>Keys were pressed. The sandbox offers no telephone events, so the SDK sends them as frames.</summary>
    public void Dtmf(Device device, Frame frame)
    {
        if (switchboard.Find(device, frame.CallSid) is { } leg)
        {
            Press(leg, frame.Digits);
        }
    }

    /// <returns>Whether these are keys.</returns>
    public static bool Press(Leg leg, string? digits)
    {
        if (digits is not { Length: > 0 and <= MaxDigits } || !digits.All(IsKey))
        {
            return false;
        }

        if (leg == leg.Call.Caller)
        {
            leg.Call.OnKeys?.Invoke(digits);
        }

        leg.Call.Note(EventTypes.CallDtmf, leg.Party, digits);
        return true;
    }

    /// <summary>A call message. It goes to the application if it has subscribed, not to the other end. The journal does not contain its content.</summary>
    public void Message(Device device, Frame frame)
    {
        if (switchboard.Find(device, frame.CallSid) is { } leg && frame.VoiceEventSid is { } voiceEventSid)
        {
            if (RefuseMessage(frame) is var (code, message))
            {
                leg.Call.Note(EventTypes.CallMessage, leg.ClientName, message, code);
                device.Send(Reply.Error(code, message, leg.CallSid, voiceEventSid));
                return;
            }

            leg.Call.Note(EventTypes.CallMessage, leg.ClientName);
            device.Send(Reply.Ack(leg.CallSid, voiceEventSid));
            foreach (var callback in leg.Subscriptions.Values)
            {
                leg.LastMessage = callbacks.SendMessageAsync(leg.LastMessage, callback, options.Value.AccountSid, leg.CallSid, voiceEventSid, frame.Content);
            }
        }
    }

    private static CallError? RefuseMessage(Frame frame) =>
        frame.MessageType != MessageType ? CallErrors.MessageType
        : Encoding.UTF8.GetByteCount(frame.Content) > MaxMessageBytes ? CallErrors.MessageTooLarge
        : null;

    // "w" is a pause of half a second.
    private static bool IsKey(char c) => char.IsAsciiDigit(c) || c is '*' or '#' or 'w';
}
