using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SandboxLoad;

/// <summary>Sends and counts the packets of all calls: 50 a second for each end of a call, 172 bytes each, as PCMU has.</summary>
internal sealed class Media : IDisposable
{
    private const int PacketBytes = 172;
    private const int Sockets = 16;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    private readonly Socket[] _sockets = [.. Enumerable.Range(0, Sockets).Select(_ => Bound())];
    private readonly ConcurrentDictionary<int, End> _ends = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Thread> _threads = [];
    private int _lastId;

    public Media()
    {
        foreach (var socket in _sockets)
        {
            Start(() => Receive(socket));
        }

        Start(Send);
    }

    /// <summary>Joins one end of a call to its port at the relay. It sends until disposed.</summary>
    public End Join(IPEndPoint relay)
    {
        var id = Interlocked.Increment(ref _lastId);
        var end = new End(this, id, _sockets[id % Sockets], relay.Serialize());
        _ends[id] = end;
        return end;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _threads.ForEach(thread => thread.Join());
        Array.ForEach(_sockets, socket => socket.Dispose());
        _stop.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 200, ReceiveBufferSize = 1 << 20 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private void Start(Action loop)
    {
        var thread = new Thread(() => loop());
        thread.Start();
        _threads.Add(thread);
    }

    // Every end has its own place in the 20 ms, so that packets do not come in heaps.
    private void Send()
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        packet[0] = 0x80;
        var clock = Stopwatch.StartNew();
        for (var tick = 0L; !_stop.IsCancellationRequested; tick++)
        {
            var phase = tick % 20;
            foreach (var (id, end) in _ends)
            {
                if (id % 20 == phase)
                {
                    end.Send(packet);
                }
            }

            var ahead = tick - clock.ElapsedMilliseconds;
            if (ahead > 0)
            {
                Thread.Sleep((int)ahead);
            }
        }
    }

    private void Receive(Socket socket)
    {
        var buffer = new byte[2048];
        var source = new SocketAddress(AddressFamily.InterNetwork);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var length = socket.ReceiveFrom(buffer, SocketFlags.None, source);
                // Which end sent it stands behind the first byte; who it is for is that one's peer.
                if (length >= 8 && _ends.GetValueOrDefault(BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(4)))?.Peer is { } receiver)
                {
                    receiver.CountReceived(isCounted: buffer[1] == 1);
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
            {
            }
        }
    }

    /// <summary>One end of a call.</summary>
    internal sealed class End(Media media, int id, Socket socket, SocketAddress relay) : IDisposable
    {
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _received;
        private volatile bool _isCounted;
        private volatile bool _isSilent;

        public End? Peer { get; set; }

        public int Sent { get; private set; }

        public int Received => Volatile.Read(ref _received);

        /// <summary>The relay drops packets until it knows both ends. What is counted starts when both have heard each other.</summary>
        public Task Heard => _heard.Task;

        public void StartCounting() => _isCounted = true;

        public void StopSending() => _isSilent = true;

        public void Send(Span<byte> packet)
        {
            if (_isSilent)
            {
                return;
            }

            packet[1] = _isCounted ? (byte)1 : (byte)0;
            Sent += packet[1];
            BinaryPrimitives.WriteInt32LittleEndian(packet[4..], id);
            socket.SendTo(packet, SocketFlags.None, relay);
        }

        public void CountReceived(bool isCounted)
        {
            _heard.TrySetResult();
            if (isCounted)
            {
                Interlocked.Increment(ref _received);
            }
        }

        public void Dispose() => media._ends.TryRemove(id, out _);
    }
}
