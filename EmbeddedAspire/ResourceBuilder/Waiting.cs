namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource only when <paramref name="dependency"/> runs and, if it has health checks, is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, exitCode: null);

    /// <summary>Starts the resource only when <paramref name="dependency"/> has ended with <paramref name="exitCode"/>.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, exitCode);

    private static IResourceBuilder<T> Waits<T>(this IResourceBuilder<T> builder, IResource dependency, int? exitCode) where T : IResource =>
        !ReferenceEquals(dependency, builder.Resource) ? builder.With(new WaitAnnotation(dependency, exitCode))
            : throw new DistributedApplicationException($"The '{dependency.Name}' resource cannot wait for itself.");
}
