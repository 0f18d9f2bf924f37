namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of every resource.</summary>
/// <exception cref="ArgumentException">The name is not one that Aspire takes (see <see cref="IResource.Name"/>).</exception>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public virtual string Name { get; } = ResourceNames.Validated(name);

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}

/// <summary>A .NET project of the solution.</summary>
public class ProjectResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource, IContainerFilesDestinationResource;
