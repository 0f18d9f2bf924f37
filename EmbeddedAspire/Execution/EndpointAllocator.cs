using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Decides before anything starts where everything will listen, so that a resource can be told of one that starts after it.</summary>
internal static class EndpointAllocator
{
    private const string Host = "localhost";

    public static void Allocate(IEnumerable<IResource> resources, bool randomizePorts)
    {
        // Held until all are allocated, so that no port is given twice.
        var held = new List<TcpListener>();
        try
        {
            foreach (var resource in resources)
            {
                foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                {
                    endpoint.AllocatedEndpoint = new(endpoint, Host, Port(resource, endpoint, randomizePorts, held));
                }
            }
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }

    private static int Port(IResource resource, EndpointAnnotation endpoint, bool randomize, List<TcpListener> held)
    {
        if (endpoint is { Port: { } port, TargetPort: { } target } && port != target)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' has port {port} and target port {target}. Two different ports need "
                + "a proxy between them, which only Aspire itself has (-p:UseAspire=true). Use one of them.");
        }

        var wanted = endpoint.Port ?? endpoint.TargetPort;
        if (wanted is { } fixedPort && !randomize)
        {
            return TryHold(fixedPort, held) ? fixedPort : throw Taken(resource, fixedPort);
        }

        while (true)
        {
            var free = FreePort();
            if (TryHold(free, held))
            {
                return free;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>"localhost" means both loopback addresses, so the port must be free on both.</summary>
    private static bool TryHold(int port, List<TcpListener> held)
    {
        foreach (var address in Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : new[] { IPAddress.Loopback })
        {
            var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
                held.Add(listener);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
                return false;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                // IPv6 is compiled in but switched off, as in many containers.
                listener.Dispose();
            }
        }

        return true;
    }

    private static DistributedApplicationException Taken(IResource resource, int port)
    {
        var owner = PortOwner.Find(port);
        var by = owner is null ? "another process" : $"process {owner.ProcessId} ({owner.CommandLine})";
        var end = owner is null ? "End that process" : $"End that process ('kill {owner.ProcessId}')";
        return new($"Resource '{resource.Name}' cannot listen on port {port}: it is taken by {by}. {end}, or give the resource another port "
            + $"({(resource is ProjectResource ? "Properties/launchSettings.json of its project" : "AppHost.cs")}), and start again.");
    }
}
