namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the application consists of; a service of <see cref="DistributedApplication.Services"/>.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>The resources, in the order in which they were added.</summary>
    public IResourceCollection Resources { get; } = resources;
}
