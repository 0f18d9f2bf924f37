namespace TwilioSandbox.Signaling;

/// <summary>The last frames of one leg of a call: that they were, never what was in them.</summary>
internal sealed class FrameLog
{
    public const int Capacity = 500;

    private readonly Queue<LoggedFrame> _frames = new();

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    public void Add(LoggedFrame frame)
    {
        lock (_frames)
        {
            Count++;
            _frames.Enqueue(frame);
            if (_frames.Count > Capacity)
            {
                _frames.Dequeue();
            }
        }
    }

    public LoggedFrame[] Read()
    {
        lock (_frames)
        {
            return [.. _frames];
        }
    }
}

/// <summary>One frame, without its token, session description or parameters.</summary>
/// <param name="Order">Frames of one sandbox are in the order of these numbers.</param>
/// <param name="Time">When it came, or was handed over for sending.</param>
/// <param name="Client">Whose device it was.</param>
/// <param name="Direction"><c>in</c>: from the device; <c>out</c>: to it.</param>
/// <param name="Type">The frame's type, such as <c>invite</c>.</param>
/// <param name="CallSid">The leg, as the frame named it: an SDK uses an id of its own (<c>TJ…</c>) at first.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record LoggedFrame(long Order, DateTimeOffset Time, string? Client, string Direction, string Type, string CallSid, int Bytes);
