using System.Text;
using TwilioSandbox.Calls;

namespace TwilioSandbox.Signaling;

/// <summary>Writes down every frame but heartbeats with the leg that it names.</summary>
internal sealed class Timeline(CallLog calls, TimeProvider time)
{
    private long _order;

    /// <summary>Gives a received frame to <paramref name="handle"/>, which may create the leg that the frame belongs to.</summary>
    public void Receive(Device device, string text, Frame? frame, Action handle)
    {
        var (order, now) = (Interlocked.Increment(ref _order), time.GetUtcNow());
        handle();
        Add(device, text, frame, order, now, "in");
    }

    public void Send(Device device, string text) =>
        Add(device, text, Frame.TryParse(text, out var frame) ? frame : null, Interlocked.Increment(ref _order), time.GetUtcNow(), "out");

    private void Add(Device device, string text, Frame? frame, long order, DateTimeOffset now, string direction)
    {
        if (frame?.CallSid is { } callSid && calls.Find(device, callSid) is { } leg)
        {
            leg.Frames.Add(new(order, now, device.ClientName, direction, frame.PrintableType, callSid, Encoding.UTF8.GetByteCount(text)));
        }
    }
}
