using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port that a resource listens on.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <param name="protocol">TCP; there is no other here.</param>
    /// <param name="uriScheme">Scheme of its URL; <c>tcp</c> when absent.</param>
    /// <param name="name">Name among the resource's endpoints; the scheme when absent.</param>
    /// <param name="port">Port that clients connect to; a free one when absent.</param>
    /// <param name="targetPort">Port that the resource listens on. Nothing stands between the two here, so it equals <paramref name="port"/>.</param>
    /// <param name="isExternal">Whether it is to be reached from outside once published.</param>
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null)
    {
        if (protocol != ProtocolType.Tcp)
        {
            throw new NotSupportedException($"Endpoints over {protocol} need Aspire itself: -p:UseAspire=true.");
        }

        UriScheme = uriScheme ?? "tcp";
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
    }

    /// <summary>Name among the resource's endpoints.</summary>
    public string Name { get; set; }

    /// <summary>Scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>Port that clients connect to, 1 to 65535; null: a free one.</summary>
    public int? Port { get; set; }

    /// <summary>Port that the resource listens on; null: the same.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Whether it is to be reached from outside once published; on one's own machine every endpoint is on loopback.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Where it listens; null until the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}

/// <summary>Where an endpoint listens.</summary>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>Host name.</summary>
    public string Address { get; } = address;

    /// <summary>Port.</summary>
    public int Port { get; } = port;

    /// <summary>Scheme, host and port, such as <c>http://localhost:5101</c>.</summary>
    public string UriString => $"{Endpoint.UriScheme}://{Address}:{Port}";
}
