using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace AppHost.Checks;

/// <summary>Checks that the fixed ports are free. Aspire itself waits silently for a port that is taken.</summary>
internal static class FixedPortsExtensions
{
    private static readonly string[] s_dashboardUrls = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>Fails the start if another program listens on a fixed port of a resource or of the dashboard.</summary>
    public static void RequireFreePorts(this IDistributedApplicationBuilder builder)
    {
        // Tests use random ports.
        if (builder.ExecutionContext.IsRunMode && !builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"))
        {
            builder.OnBeforeStart((start, _) =>
            {
                var resources = from resource in start.Model.Resources
                                from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
                                where endpoint.Port is not null
                                select (resource.Name, endpoint.Port!.Value);
                var dashboard = from key in s_dashboardUrls
                                from url in (builder.Configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
                                select ("dashboard", new Uri(url).Port);
                RequireFree([.. resources.Concat(dashboard).Distinct()]);
                return Task.CompletedTask;
            });
        }
    }

    internal static void RequireFree(params IEnumerable<(string Resource, int Port)> ports)
    {
        var taken = (from port in ports where IsTaken(port.Port) select $"Port {port.Port} of resource '{port.Resource}' is taken by another program.").ToArray();
        if (taken.Length > 0)
        {
            throw new DistributedApplicationException(
                $"{string.Join('\n', taken)}\nStop that program and start again. The application may already be running, or still be stopping. 'lsof -i :PORT' shows the program.");
        }
    }

    private static bool IsTaken(int port) => new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Any(address =>
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    });
}
