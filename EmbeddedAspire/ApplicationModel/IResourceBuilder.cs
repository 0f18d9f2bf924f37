namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the fluent methods work on: a resource, and the application that it is part of.</summary>
public interface IResourceBuilder<out T> where T : IResource
{
    /// <summary>The application.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>Adds <paramref name="annotation"/> to the resource.</summary>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(
        TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;
}

internal sealed class ResourceBuilder<T>(IDistributedApplicationBuilder applicationBuilder, T resource) : IResourceBuilder<T>
    where T : IResource
{
    public IDistributedApplicationBuilder ApplicationBuilder => applicationBuilder;

    public T Resource => resource;

    public IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior)
        where TAnnotation : IResourceAnnotation
    {
        if (behavior == ResourceAnnotationMutationBehavior.Replace)
        {
            foreach (var old in resource.Annotations.OfType<TAnnotation>().ToList())
            {
                resource.Annotations.Remove(old);
            }
        }

        resource.Annotations.Add(annotation);
        return this;
    }
}
