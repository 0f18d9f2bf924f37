using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SandboxLoad;

/// <summary>Packets a second through the relay of one call, beside a bare echo loop: the same sender, the same number on their way.</summary>
internal static class RelayRatio
{
    private const int Window = 32;
    private const int Rounds = 5;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(2);

    public static async Task MeasureAsync(SandboxProcess sandbox)
    {
        await using Phone caller = new("ratio1"), callee = new("ratio2");
        await caller.RegisterAsync(sandbox.SignalUrl, SandboxProcess.TokenFor(caller.Name));
        await callee.RegisterAsync(sandbox.SignalUrl, SandboxProcess.TokenFor(callee.Name));
        var (invited, answered) = (callee.NextAsync("invite"), caller.NextAsync("answer"));
        await caller.SendAsync("invite", new { callsid = "TJratio", sdp = Phone.Sdp("caller"), preflight = false, twilio = new { @params = "To=" + callee.Name } });
        var invite = await invited;
        await callee.SendAsync("answer", new { callsid = invite.GetProperty("callsid").GetString(), sdp = Phone.Sdp("callee") });
        var answer = await answered;

        using Socket here = Bound(), there = Bound();
        // The relay must know both ends before it passes anything on.
        Introduce(there, Phone.RelayIn(invite));
        Introduce(here, Phone.RelayIn(answer));
        Drain(here, there);

        using var echo = new Echo();
        for (var round = 0; round < Rounds; round++)
        {
            var bare = Rate(here, here, echo.EndPoint);
            Drain(here, there);
            var relayed = Rate(here, there, Phone.RelayIn(answer));
            Drain(here, there);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"relay {relayed:0} packets/s, bare echo {bare:0} packets/s: {relayed / bare:0.00}"));
        }
    }

    private static double Rate(Socket sender, Socket receiver, IPEndPoint target)
    {
        var packet = new byte[172];
        packet[0] = 0x80;
        var buffer = new byte[2048];
        var address = target.Serialize();
        for (var i = 0; i < Window; i++)
        {
            sender.SendTo(packet, SocketFlags.None, address);
        }

        var received = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_round)
        {
            try
            {
                receiver.Receive(buffer);
                received++;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
            {
                // One was lost; another takes its place.
            }

            sender.SendTo(packet, SocketFlags.None, address);
        }

        return received / clock.Elapsed.TotalSeconds;
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 200 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static void Introduce(Socket socket, IPEndPoint relay) => socket.SendTo([0x80, 0, 0, 0], relay);

    private static void Drain(params Socket[] sockets)
    {
        var buffer = new byte[2048];
        foreach (var socket in sockets)
        {
            try
            {
                while (true)
                {
                    socket.Receive(buffer);
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
            {
            }
        }
    }

    /// <summary>The least that a relay could do: receive, send back.</summary>
    private sealed class Echo : IDisposable
    {
        private readonly Socket _socket = Bound();
        private readonly Thread _thread;
        private volatile bool _stop;

        public Echo()
        {
            _thread = new Thread(Loop);
            _thread.Start();
        }

        public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

        public void Dispose()
        {
            _stop = true;
            _thread.Join();
            _socket.Dispose();
        }

        private void Loop()
        {
            var buffer = new byte[2048];
            var source = new SocketAddress(AddressFamily.InterNetwork);
            while (!_stop)
            {
                try
                {
                    var length = _socket.ReceiveFrom(buffer, SocketFlags.None, source);
                    _socket.SendTo(buffer.AsSpan(0, length), SocketFlags.None, source);
                }
                catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
                {
                }
            }
        }
    }
}
