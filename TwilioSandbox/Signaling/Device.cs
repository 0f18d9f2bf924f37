using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Signaling;

/// <summary>One SDK <c>Device</c> on one WebSocket.</summary>
internal sealed class Device(WebSocket socket, SandboxOptions options, TimeProvider time)
{
    // SDP makes the largest frames, 4 KB. A device that reads slower than this many frames pile up is cut off.
    private const int MaxFrameBytes = 64 * 1024;
    private const int MaxPendingFrames = 256;

    // An SDK sends a few frames in a call. Who sends so many would keep others waiting, and push what they do out of the journal (inferred).
    private const int MaxFrames = 1000;
    private static readonly TimeSpan s_floodInterval = TimeSpan.FromSeconds(10);

    private readonly Channel<(string Text, long DueAt)> _outgoing = Channel.CreateBounded<(string, long)>(MaxPendingFrames);
    private long _heardAt = time.GetTimestamp();
    private volatile bool _closing;
    private byte[] _received = new byte[4096];
    private long _countedSince;
    private int _frames;

    /// <summary>When the socket was opened, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long OpenedAt { get; } = time.GetTimestamp();

    public DateTimeOffset ConnectedAt { get; } = time.GetUtcNow();

    /// <summary>When the last frame came in, a heartbeat's answer too.</summary>
    public long HeardAt => Interlocked.Read(ref _heardAt);

    /// <summary>What the last accepted token allows; null before the first.</summary>
    public TokenGrant? Grant { get; set; }

    /// <summary>Whether calls may ring here.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>Fires when <see cref="Grant"/> expires.</summary>
    public ITimer? ExpiryTimer { get; set; }

    public string? ClientName => Grant?.ClientName;

    /// <summary>What the SDK says it is.</summary>
    public string? SdkVersion { get; set; }

    /// <summary>Why the sandbox has ended the connection by itself; null when it has not.</summary>
    public string? CutOffBecause { get; private set; }

    /// <summary>Sees every frame that is sent, and says how long the line holds it up.</summary>
    public Func<string, TimeSpan>? Line { get; set; }

    /// <summary>Queues a frame; frames leave in the order of the calls.</summary>
    public void Send(string frame)
    {
        var delay = Line?.Invoke(frame) ?? TimeSpan.Zero;
        if (!_outgoing.Writer.TryWrite((frame, time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency))) && !_closing)
        {
            CutOff($"it did not read what it was sent: {MaxPendingFrames} frames were waiting.");
        }
    }

    /// <summary>Loses the connection, as a network does.</summary>
    public void Drop() => socket.Abort();

    /// <summary>Sends what is queued, then closes the socket.</summary>
    public void Close()
    {
        _closing = true;
        _outgoing.Writer.TryComplete();
    }

    /// <summary>Gives every frame but heartbeats to <paramref name="onFrame"/>, one after the other, until either side closes.</summary>
    public async Task RunAsync(Action<string> onFrame, CancellationToken cancellationToken)
    {
        await using var heartbeat = time.CreateTimer(_ => Beat(), null, options.HeartbeatInterval, options.HeartbeatInterval);
        var sending = SendAsync(cancellationToken);
        try
        {
            while (await ReceiveAsync(cancellationToken) is { } frame)
            {
                if (_closing)
                {
                    // It was told to go, and has until the silence limit to do so.
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
                    onFrame(frame);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The other side is gone; that is how most calls of this method end.
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
        CutOffBecause ??= why;
        socket.Abort();
    }

    private void Beat()
    {
        if (time.GetElapsedTime(HeardAt) > options.SilenceLimit)
        {
            CutOff($"it was silent for more than {options.SilenceLimit.TotalSeconds:0} s.");
            return;
        }

        // A full queue is no reason to add to it; the silence limit decides.
        _outgoing.Writer.TryWrite((Reply.Newline, 0));
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

    // Null when the other side closes, sends binary data or more than MaxFrameBytes.
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
                CutOffBecause = $"a frame was longer than {MaxFrameBytes / 1024} KB.";
                return null;
            }

            if (length == _received.Length)
            {
                Array.Resize(ref _received, Math.Min(_received.Length * 2, MaxFrameBytes));
            }
        }
    }
}
