using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Harness;

/// <summary>Ports of this machine.</summary>
public static class Ports
{
    /// <summary>
    /// One that nobody listens on, and that no connection is given before the program that it is for has started: the system takes those from 32768, or higher.
    /// An application host takes its own below that, so not these.
    /// </summary>
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
                // Another one, then.
            }
        }
    }
}
