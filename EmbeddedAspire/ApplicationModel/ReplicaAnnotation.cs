namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many instances of a resource there are.</summary>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>How many.</summary>
    public int Replicas { get; } = replicas;
}
