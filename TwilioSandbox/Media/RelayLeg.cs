using System.Net;
using System.Net.Sockets;

namespace TwilioSandbox.Media;

/// <summary>One side of a relayed call: a UDP socket on loopback, and the addresses of its browser.</summary>
/// <remarks>
/// A browser sends checks from each of its addresses (ICE). The response to a check goes to the address of its request, and media to the
/// selected address, so it is not enough to remember the source of the last packet.
/// </remarks>
internal sealed class RelayLeg : IDisposable
{
    // The oldest unanswered checks are dropped. A call has a few per second.
    private const int MaxTransactions = 256;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Dictionary<UInt128, SocketAddress> _askers = [];
    private readonly Queue<UInt128> _askersByAge = new();
    private SocketAddress? _selected;
    private long _packetsReceived;

    public RelayLeg()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <summary>The address in the browser's remote SDP.</summary>
    public IPEndPoint EndPoint { get; }

    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    /// <summary>Forwards every received packet to <paramref name="other"/>, until disposed.</summary>
    public async Task ForwardToAsync(RelayLeg other, CancellationToken cancellationToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(2048, pinned: true);
        var source = new SocketAddress(AddressFamily.InterNetwork);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, source, cancellationToken);
                Learn(buffer.AsSpan(0, length), source);
                if (other.DestinationOf(buffer.AsSpan(0, length)) is { } destination)
                {
                    await other._socket.SendToAsync(buffer.AsMemory(0, length), SocketFlags.None, destination, cancellationToken);
                }

                Interlocked.Increment(ref _packetsReceived);
            }
            catch (SocketException)
            {
                // A datagram can be lost, if it is too long or its receiver is gone (Windows reports that on the next receive).
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Learn(ReadOnlySpan<byte> packet, SocketAddress source)
    {
        lock (_askers)
        {
            if (!Stun.IsStun(packet))
            {
                Select(source);
                return;
            }

            if (!Stun.IsRequest(packet))
            {
                return;
            }

            if (_selected is null || Stun.HasUseCandidate(packet))
            {
                Select(source);
            }

            var id = Stun.TransactionId(packet);
            if (_askers.TryAdd(id, Copy(source)))
            {
                _askersByAge.Enqueue(id);
            }

            if (_askersByAge.Count > MaxTransactions)
            {
                _askers.Remove(_askersByAge.Dequeue());
            }
        }
    }

    // A response goes to the address of its request, everything else to the selected address.
    private SocketAddress? DestinationOf(ReadOnlySpan<byte> packet)
    {
        lock (_askers)
        {
            return Stun.IsStun(packet) && Stun.IsResponse(packet) ? _askers.GetValueOrDefault(Stun.TransactionId(packet)) : _selected;
        }
    }

    private void Select(SocketAddress source)
    {
        if (_selected is null || !_selected.Equals(source))
        {
            _selected = Copy(source);
        }
    }

    private static SocketAddress Copy(SocketAddress source)
    {
        var copy = new SocketAddress(source.Family, source.Size);
        source.Buffer.CopyTo(copy.Buffer);
        return copy;
    }

    public void Dispose() => _socket.Dispose();
}
