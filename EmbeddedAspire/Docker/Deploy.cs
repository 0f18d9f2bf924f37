namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>How the service is deployed.</summary>
public sealed class Deploy
{
    /// <summary><c>replicas:</c>, how many instances.</summary>
    public int? Replicas { get; set; }
}
