namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource changed.</summary>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Which instance; there is one of each here, and it is called like the resource.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known of it now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
