using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Signaling;

/// <summary>One SDK <c>Device</c> on one WebSocket.</summary>
/// <remarks><paramref name="onSending"/> sees every frame before it is queued, and returns its delay.</remarks>
internal sealed class Device(WebSocket socket, Edge edge, Func<Device, string, TimeSpan> onSending, SandboxOptions options, TimeProvider time)
{
    // The largest frames of an SDK have 4 KB of SDP. A device that leaves this many frames unread is cut off.
    private const int MaxFrameBytes = 64 * 1024;
    private const int MaxPendingFrames = 256;

    // An SDK sends a few frames in a call. A flood would delay other clients and push their events out of the journal (inferred).
    private const int MaxFrames = 1000;
    private static readonly TimeSpan s_floodInterval = TimeSpan.FromSeconds(10);

    private static long s_connections;

    private readonly Channel<(string Text, long DueAt)> _outgoing = Channel.CreateBounded<(string, long)>(MaxPendingFrames);
    private long _heardAt = time.GetTimestamp();
    private volatile bool _closing;
    private volatile bool _isHeld;
    private byte[] _received = new byte[4096];
    private long _countedSince;
    private int _frames;

    /// <summary>Identifies this connection among those of one client.</summary>
    public long Connection { get; } = Interlocked.Increment(ref s_connections);

    /// <summary>When the socket was opened, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long OpenedAt { get; } = time.GetTimestamp();

    public bool IsOpen => !_closing && socket.State == WebSocketState.Open;

    /// <summary>The edge that the SDK connected to.</summary>
    public Edge Edge => edge;

    public DateTimeOffset ConnectedAt { get; } = time.GetUtcNow();

    /// <summary>When the last frame or heartbeat was received.</summary>
    public long HeardAt => Interlocked.Read(ref _heardAt);

    /// <summary>The grant of the last accepted token. Null before the first.</summary>
    public TokenGrant? Grant { get; set; }

    /// <summary>Whether calls can ring here.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>Fires when <see cref="Grant"/> expires.</summary>
    public ITimer? ExpiryTimer { get; set; }

    public string? ClientName => Grant?.ClientName;

    /// <summary>The version of the SDK.</summary>
    public string? SdkVersion { get; set; }

    /// <summary>Why the sandbox ended the connection, if it did.</summary>
    public string? CutOffReason { get; private set; }

    /// <summary>Queues a frame. Frames are sent in order.</summary>
    public void Send(string frame)
    {
        if (!TryQueue(frame) && !_closing)
        {
            CutOff($"it did not read what it was sent: {MaxPendingFrames} frames were waiting.");
        }
    }

    /// <summary>Breaks the connection, as a network does.</summary>
    public void Drop() => socket.Abort();

    /// <summary>Reads nothing more before the task of <paramref name="begin"/> ends. Heartbeats continue, so that the SDK keeps the connection.</summary>
    public async Task HoldAsync(Func<Task> begin, CancellationToken cancellationToken)
    {
        _isHeld = true;
        await begin().WaitAsync(cancellationToken);
        Interlocked.Exchange(ref _heardAt, time.GetTimestamp());
        _isHeld = false;
    }

    /// <summary>Sends the queued frames, then closes the socket.</summary>
    public void Close()
    {
        _closing = true;
        _outgoing.Writer.TryComplete();
    }

    /// <summary>Passes every frame except heartbeats to <paramref name="onFrame"/>, in order, until either side closes.</summary>
    public async Task RunAsync(Func<string, CancellationToken, Task> onFrame, CancellationToken cancellationToken)
    {
        await using var heartbeat = time.CreateTimer(_ => Beat(), null, options.HeartbeatInterval, options.HeartbeatInterval);
        var sending = SendAsync(cancellationToken);
        try
        {
            while (await ReceiveAsync(cancellationToken) is { } frame)
            {
                if (_closing)
                {
                    // The device was told to close, and has until the silence limit.
                    continue;
                }

                var now = time.GetTimestamp();
                Interlocked.Exchange(ref _heardAt, now);
                if (IsFlood(now))
                {
                    CutOff($"it sent more than {MaxFrames} frames in {s_floodInterval.TotalSeconds:0} s.");
                    break;
                }

                if (frame != Reply.Newline)
                {
                    await onFrame(frame, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The device is gone, the usual end.
        }

        Close();
        await sending;
    }

    private bool IsFlood(long now)
    {
        if (time.GetElapsedTime(_countedSince, now) >= s_floodInterval)
        {
            (_countedSince, _frames) = (now, 0);
        }

        return ++_frames > MaxFrames;
    }

    private void CutOff(string why)
    {
        CutOffReason ??= why;
        socket.Abort();
    }

    private void Beat()
    {
        if (!_isHeld && time.GetElapsedTime(HeardAt) > options.SilenceLimit)
        {
            CutOff($"it was silent for more than {options.SilenceLimit.TotalSeconds:0} s.");
            return;
        }

        // If the queue is full, the silence limit decides.
        TryQueue(Reply.Newline);
    }

    private bool TryQueue(string frame)
    {
        var delay = onSending(this, frame);
        var dueAt = delay == TimeSpan.Zero ? 0 : time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
        return _outgoing.Writer.TryWrite((frame, dueAt));
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (frame, dueAt) in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                if (time.GetElapsedTime(time.GetTimestamp(), dueAt) is var early && early > TimeSpan.Zero)
                {
                    await Task.Delay(early, time, cancellationToken);
                }

                await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    // Null if the device closes, or sends binary data or more than MaxFrameBytes.
    private async Task<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(_received.AsMemory(length), cancellationToken);
            length += received.Count;
            if (received.MessageType != WebSocketMessageType.Text)
            {
                return null;
            }

            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_received, 0, length);
            }

            if (length == MaxFrameBytes)
            {
                CutOffReason = $"a frame was longer than {MaxFrameBytes / 1024} KB.";
                return null;
            }

            if (length == _received.Length)
            {
                Array.Resize(ref _received, Math.Min(_received.Length * 2, MaxFrameBytes));
            }
        }
    }
}
