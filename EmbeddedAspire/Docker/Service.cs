using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>What the compose file says of a service.</summary>
public sealed class Service
{
    /// <summary><c>deploy:</c>.</summary>
    public Deploy? Deploy { get; set; }
}
