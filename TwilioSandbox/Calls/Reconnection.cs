using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Keeps calls alive while a socket is lost.</summary>
/// <remarks>
/// The SDK moves its call to a new socket. After each new token it does the same on the old socket.
/// <code>
/// invite CA1, sdp, reconnect   ->
///                              &lt;-   answer CA1, sdp, reconnect    (or hangup CA1: the call is over, or belongs to another client)
/// </code>
/// A callee receives the reconnect token in its invite, a caller in its answer.
/// </remarks>
internal sealed class Reconnection(Switchboard switchboard, Journal journal, IOptions<SandboxOptions> options, TimeProvider time)
{
    /// <summary>Continues a call on this device. The token is valid only for its client and CallSid.</summary>
    public void Resume(Device device, Frame frame)
    {
        if (frame.CallSid is not { } callSid)
        {
            return;
        }

        var leg = switchboard.Legs.Find(leg => leg.CallSid == callSid && leg.ClientName == device.ClientName);
        if (device.Grant is null || leg is null || !IsSame(leg.ReconnectToken, frame.Reconnect!))
        {
            Refuse(device, callSid, "The reconnect token belongs to another call or client, or the call is over.");
            return;
        }

        if (leg.IsRinging)
        {
            Forward(leg, device, frame.Sdp);
            return;
        }

        var isBack = leg.Device != device;
        Continue(leg, device);
        if (!leg.IsOver)
        {
            device.Send(Reply.Answer(callSid, leg.RemoteSdp, leg.ReconnectToken));
            if (isBack)
            {
                leg.Call.Note(EventTypes.CallReconnected, leg.ClientName);
            }
        }
    }

    // A ringing call moves to another Device of the client (connectToken), which answers it with an offer of its own.
    private static void Forward(Leg leg, Device device, string? offer)
    {
        if (offer is null || !Sdp.IsAcceptable(offer))
        {
            return;
        }

        if (leg.Device != device)
        {
            leg.Send(Reply.Cancel(leg.CallSid));
        }

        leg.ContinueOn(device);
        leg.Renegotiate(offer);
        leg.Call.Answer(leg, offer);
    }

    /// <summary>Tells a device of calls that ended while its client was away.</summary>
    public void SendMissedEnds(Device device)
    {
        foreach (var leg in switchboard.Legs.Where(leg => leg.MissedTheEnd(device)).ToArray())
        {
            Continue(leg, device);
        }
    }

    /// <summary>A socket is lost: its calls wait for the client.</summary>
    public void OnLost(Device device)
    {
        foreach (var leg in switchboard.Legs.Where(leg => leg.Device == device).ToArray())
        {
            leg.LoseDevice();
            if (leg.IsRinging)
            {
                // The SDK cannot accept it any more, and does not notice by itself (observed). It hears of the end when it comes back.
                leg.Call.Leave(leg, CallStatus.NoAnswer, "The client went away.");
                leg.Send(Reply.Cancel(leg.CallSid));
                switchboard.Legs.Add(leg);
            }
            else if (leg == leg.Call.Caller && leg.Call.AnsweredAt is null)
            {
                // The reconnect token comes with the answer. Without one, the SDK gives up the call (observed).
                leg.Call.End(new(CallStatus.Canceled, "The caller went away."), except: leg);
                continue;
            }

            // The SDK may be back before the loss of its old socket is noticed.
            if (switchboard.Devices.LastOrDefault(leg.MissedTheEnd) is { } successor)
            {
                Continue(leg, successor);
            }
            else
            {
                leg.GraceTimer = time.CreateTimer(_ => EndIfStillGone(leg), null, options.Value.ReconnectGrace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void EndIfStillGone(Leg leg)
    {
        lock (switchboard.Lock)
        {
            if (leg.Device is not null)
            {
                return;
            }

            var why = $"{leg.ClientName ?? "Anonymous"} did not come back within {options.Value.ReconnectGrace.TotalSeconds:0} s.";
            if (leg.IsOver)
            {
                switchboard.Legs.Remove(leg);
            }
            else if (leg.Call.Callee == leg)
            {
                leg.Call.Leave(leg, CallStatus.Completed, why);
            }
            else
            {
                leg.Call.End(new(CallStatus.Canceled, why), except: leg);
            }
        }
    }

    private void Continue(Leg leg, Device device)
    {
        leg.ContinueOn(device);
        if (leg.IsOver)
        {
            switchboard.Legs.Remove(leg);
        }
    }

    private void Refuse(Device device, string callSid, string explanation)
    {
        var error = CallErrors.BadReconnect;
        journal.Add(new() { Type = EventTypes.CallRefused, Client = device.ClientName, Code = error.Code, Message = error.Message, Explanation = explanation });
        device.Send(Reply.Hangup(callSid, error));
    }

    private static bool IsSame(string token, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(other));
}
