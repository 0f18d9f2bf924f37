using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource only when <paramref name="dependency"/> runs and, if it has health checks, is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(dependency, WaitType.WaitUntilHealthy, exitCode: 0);

    /// <summary>Starts the resource only when <paramref name="dependency"/> has ended with <paramref name="exitCode"/>.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Waits(dependency, WaitType.WaitForCompletion, exitCode);

    private static IResourceBuilder<T> Waits<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType waitType, int exitCode)
        where T : IResourceWithWaitSupport
    {
        if (ReferenceEquals(dependency.Resource, builder.Resource))
        {
            throw new DistributedApplicationException($"The '{builder.Resource.Name}' resource cannot wait for itself.");
        }

        return builder.WithAnnotation(new WaitAnnotation(dependency.Resource, waitType, exitCode));
    }
}
