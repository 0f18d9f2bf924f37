using System.Net;
using System.Net.Sockets;

namespace TwilioSandbox.Media;

/// <summary>An ICE-lite agent (RFC 8445) on a UDP socket on loopback, and the address of the browser behind it.</summary>
/// <remarks>
/// The browser checks from each of its addresses and nominates one. Until then, media goes to the first that passed a check.
/// Packets from any other address are dropped, so that no other process can take over the sound of a call.
/// </remarks>
internal sealed class IceAgent : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private volatile SocketAddress? _selected;
    private long _packetsReceived;
    private long _checksReceived;

    public IceAgent()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <summary>The address that the browser sends to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The credentials that the browser's checks must use.</summary>
    public IceCredentials Credentials { get; private set; } = IceCredentials.Create();

    /// <summary>DTLS, RTP and RTCP packets from the browser.</summary>
    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    /// <summary>Valid checks of the browser, which go on during the call.</summary>
    public long ChecksReceived => Interlocked.Read(ref _checksReceived);

    /// <summary>Starts an ICE restart: new credentials on the same socket.</summary>
    public void Restart() => Credentials = IceCredentials.Create();

    /// <summary>Answers checks, and passes everything else from the browser to <paramref name="receive"/>, until disposed.</summary>
    public async Task ReceiveAsync(Func<Memory<byte>, CancellationToken, ValueTask> receive, CancellationToken cancellationToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(2048, pinned: true);
        var source = new SocketAddress(AddressFamily.InterNetwork);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, source, cancellationToken);
                var packet = buffer.AsMemory(0, length);
                if (Stun.IsStun(packet.Span))
                {
                    await AnswerAsync(packet, source, cancellationToken);
                }
                else if (source.Equals(_selected))
                {
                    Interlocked.Increment(ref _packetsReceived);
                    await receive(packet, cancellationToken);
                }
            }
            catch (SocketException)
            {
                // A datagram was too long, or its receiver is gone, which Windows reports on the next receive.
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Sends to the browser, after its first check.</summary>
    public async ValueTask SendAsync(Memory<byte> packet, CancellationToken cancellationToken)
    {
        if (_selected is { } destination)
        {
            await _socket.SendToAsync(packet, SocketFlags.None, destination, cancellationToken);
        }
    }

    /// <summary>Sends without waiting. UDP may lose the packet.</summary>
    public void Send(ReadOnlySpan<byte> packet)
    {
        try
        {
            if (_selected is { } destination)
            {
                _socket.SendTo(packet, SocketFlags.None, destination);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The browser or the call is gone.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> packet, SocketAddress source, CancellationToken cancellationToken)
    {
        var credentials = Credentials;
        if (!Stun.IsValidRequest(packet.Span, credentials, out var isNominated))
        {
            return;
        }

        Interlocked.Increment(ref _checksReceived);
        if (_selected is null || (isNominated && !source.Equals(_selected)))
        {
            _selected = Copy(source);
        }

        await _socket.SendToAsync(Stun.CreateResponse(packet.Span, source, credentials), SocketFlags.None, source, cancellationToken);
    }

    private static SocketAddress Copy(SocketAddress source)
    {
        var copy = new SocketAddress(source.Family, source.Size);
        source.Buffer.CopyTo(copy.Buffer);
        return copy;
    }
}
