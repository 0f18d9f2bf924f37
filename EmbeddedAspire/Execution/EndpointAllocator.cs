using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Execution;

/// <summary>Decides before anything starts where everything will listen, so that a resource can be told of one that starts after it.</summary>
internal static class EndpointAllocator
{
    public static void Allocate(IEnumerable<IResource> resources, bool randomizePorts)
    {
        // Held until all are allocated, so that no port is given twice.
        var held = new List<TcpListener>();
        try
        {
            foreach (var (resource, endpoint) in resources.SelectMany(r => r.Annotations.OfType<EndpointAnnotation>(), (r, endpoint) => (r, endpoint)))
            {
                endpoint.AllocatedPort = Wanted(resource, endpoint) is { } port && !randomizePorts
                    ? TryHold(port, held) ? port : throw Taken(resource, port)
                    : HoldFree(held);
            }
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }

    private static int? Wanted(IResource resource, EndpointAnnotation endpoint) =>
        endpoint is not { Port: { } port, TargetPort: { } target } || port == target ? endpoint.Port ?? endpoint.TargetPort
            : throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' has port {port} and target port {target}. Two different ports need "
                + "a proxy between them, which only Aspire itself has (-p:UseAspire=true). Use one of them.");

    // Below the ports that the system gives to whoever wants any (from 32768 on Linux, from 49152 elsewhere): until the resource has started and listens,
    // one of those could become another program's.
    private static int HoldFree(List<TcpListener> held)
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_768);
            if (TryHold(port, held))
            {
                return port;
            }
        }
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
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied or SocketError.AddressNotAvailable)
            {
                listener.Dispose();
                if (e.SocketErrorCode != SocketError.AddressNotAvailable)
                {
                    return false;
                }

                // Else IPv6 is compiled in but switched off, as in many containers.
            }
        }

        return true;
    }

    private static DistributedApplicationException Taken(IResource resource, int port)
    {
        var owner = PortOwner.Find(port);
        var by = owner is null ? "another process, or kept from this user by the system" : $"process {owner.ProcessId} ({owner.CommandLine})";
        var end = owner is null ? "End that process" : $"End that process ('kill {owner.ProcessId}')";
        return new($"Resource '{resource.Name}' cannot listen on port {port}: it is taken by {by}. {end}, or give the resource another port "
            + $"({(resource is ProjectResource ? "Properties/launchSettings.json of its project" : "AppHost.cs")}), and start again.");
    }
}
