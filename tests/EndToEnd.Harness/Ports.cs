using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Harness;

/// <summary>Ports of this machine.</summary>
public static class Ports
{
    /// <summary>A free port below those that the system gives to connections (32768 and above) and apart from those that AppHost takes.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(11_000, 20_000); // Chromium opens no page on 10080.
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Try another one.
            }
        }
    }
}
