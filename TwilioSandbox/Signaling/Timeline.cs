using System.Text;
using TwilioSandbox.Calls;

namespace TwilioSandbox.Signaling;

/// <summary>Writes down every frame but heartbeats with the leg that it names.</summary>
internal sealed class Timeline(CallLog calls, TimeProvider time)
{
    private long _order;

    /// <summary>Gives a received frame to <paramref name="handle"/>, which may create the leg that the frame belongs to.</summary>
    public void Receive(Device device, string text, Action<Device, string> handle)
    {
        var (order, now) = (Interlocked.Increment(ref _order), time.GetUtcNow());
        handle(device, text);
        Add(device, text, order, now, "in");
    }

    public void Send(Device device, string text) => Add(device, text, Interlocked.Increment(ref _order), time.GetUtcNow(), "out");

    private void Add(Device device, string text, long order, DateTimeOffset now, string direction)
    {
        var parsed = Frame.TryParse(text, out var frame);
        var leg = frame?.CallSid is { } callSid ? calls.Find(device, callSid) : null;
        // A stranger's text goes no further than its letters.
        var type = parsed ? string.Concat(frame!.Type.Where(char.IsAsciiLetterOrDigit).Take(32)) : "unreadable";
        var logged = new LoggedFrame(order, now, device.ClientName, direction, type, leg is null ? null : frame!.CallSid, Encoding.UTF8.GetByteCount(text));
        leg?.Frames.Add(logged);
    }
}
