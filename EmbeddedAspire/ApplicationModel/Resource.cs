namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of every resource.</summary>
public abstract class Resource : IResource
{
    /// <exception cref="ArgumentException">The name is not one that Aspire takes (see <see cref="IResource.Name"/>).</exception>
    protected Resource(string name)
    {
        Name = ModelName.Validated(name);
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
