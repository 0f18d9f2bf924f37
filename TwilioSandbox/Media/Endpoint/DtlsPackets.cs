using System.Collections.Concurrent;
using Org.BouncyCastle.Tls;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>The browser's DTLS packets, until the handshake reads them, and the way back.</summary>
internal sealed class DtlsPackets(IceAgent ice) : DatagramTransport, IDisposable
{
    private const int MaxPackets = 64; // The browser sends a lost packet again.
    private const int ReceiveLimit = 2048;
    private const int SendLimit = 1200;

    private readonly BlockingCollection<byte[]> _received = new(MaxPackets);

    public bool IsEmpty => _received.Count == 0;

    /// <summary>First byte 20 to 63 is DTLS, 128 to 191 RTP or RTCP (RFC 7983).</summary>
    public static bool IsDtls(ReadOnlySpan<byte> packet) => packet.Length > 0 && packet[0] is >= 20 and <= 63;

    public void Add(ReadOnlySpan<byte> packet)
    {
        try
        {
            _received.TryAdd(packet.ToArray());
        }
        catch (InvalidOperationException)
        {
            // The call is over.
        }
    }

    public int GetReceiveLimit() => ReceiveLimit;

    public int GetSendLimit() => SendLimit;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    /// <returns>-1 after the time.</returns>
    /// <exception cref="IOException">The call is over. Without an exception, the library would ask again until its own timeout.</exception>
    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (!_received.TryTake(out var packet, waitMillis))
        {
            return _received.IsAddingCompleted ? throw new IOException("The call is over.") : -1;
        }

        if (packet.Length > buffer.Length)
        {
            return -1;
        }

        packet.CopyTo(buffer);
        return packet.Length;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer) => ice.Send(buffer);

    // At the browser's close_notify. The library may still read.
    public void Close()
    {
    }

    /// <summary>Ends a handshake that waits for packets.</summary>
    public void Dispose() => _received.CompleteAdding();
}
