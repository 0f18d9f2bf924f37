using System.Text;
using TwilioSandbox.Events;
using TwilioSandbox.Faults;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>Dispatches the frames of devices, and logs every frame of a call in its timeline.</summary>
internal sealed class SignalHandler(
    Switchboard switchboard, Clients clients, CallRequests requests, CallCommands commands, Reconnection reconnection,
    SignalingFaults faults, CallLog calls, Journal journal, TimeProvider time)
{
    private long _order;

    public async Task ReceiveAsync(Device device, string text, CancellationToken cancellationToken)
    {
        var frame = Frame.TryParse(text, out var read) ? read : null;
        if (frame?.Type == "listen")
        {
            await faults.OnListeningAsync(device, () => clients.NameIn(frame), cancellationToken);
            if (!device.IsOpen)
            {
                return;
            }
        }

        // The order and time of arrival: handling the frame can create its leg and send others.
        var (order, now) = (Interlocked.Increment(ref _order), time.GetUtcNow());
        lock (switchboard.Lock)
        {
            if (faults.RefusalCode(device, frame) is { } code)
            {
                Clients.RefuseRegistration(device, code, "Registration refused by a fault of the sandbox");
            }
            else
            {
                Handle(device, frame);
            }
        }

        Log(device, text, frame, order, now, "in");
    }

    /// <summary>Logs a frame before it is queued.</summary>
    /// <returns>How long a fault delays the frame.</returns>
    public TimeSpan OnSending(Device device, string text)
    {
        if (text == Reply.Newline)
        {
            return faults.DelayOfHeartbeat(device);
        }

        Log(device, text, Frame.TryParse(text, out var frame) ? frame : null, Interlocked.Increment(ref _order), time.GetUtcNow(), "out");
        return faults.Delay(device);
    }

    private void Handle(Device device, Frame? frame)
    {
        switch (frame?.Type)
        {
            case null:
                NoteProtocolError(device, "A frame was not a JSON object with a 'type'.");
                break;
            case "listen":
                clients.Listen(device, frame);
                break;
            case "register":
                clients.Register(device, frame);
                break;
            case "invite" when frame.Reconnect is not null:
                reconnection.Resume(device, frame);
                break;
            case "invite":
                requests.Invite(device, frame);
                break;
            case "answer":
                commands.Answer(device, frame);
                break;
            case "reject":
                commands.Reject(device, frame);
                break;
            case "hangup":
                commands.Hangup(device, frame);
                break;
            case "dtmf":
                commands.Dtmf(device, frame);
                break;
            case "message":
                commands.Message(device, frame);
                break;
            case "reinvite":
                commands.Reinvite(device, frame);
                break;
            default:
                NoteProtocolError(device, $"The sandbox does not know the message type '{frame.PrintableType}'.");
                break;
        }
    }

    private void Log(Device device, string text, Frame? frame, long order, DateTimeOffset now, string direction)
    {
        if (frame?.CallSid is { } callSid)
        {
            calls.Log(new(order, now, device.ClientName, direction, frame.PrintableType, callSid, Encoding.UTF8.GetByteCount(text)));
        }
    }

    private void NoteProtocolError(Device device, string explanation) =>
        journal.Add(new() { Type = EventTypes.ProtocolError, Client = device.ClientName, Explanation = explanation });
}
