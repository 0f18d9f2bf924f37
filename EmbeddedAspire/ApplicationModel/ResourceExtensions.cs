using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What can be asked of a resource.</summary>
public static class ResourceExtensions
{
    /// <summary>The endpoint called <paramref name="endpointName"/>; it need not exist yet.</summary>
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    /// <summary>The annotation of a type that was added last.</summary>
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation) where T : IResourceAnnotation
    {
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    internal static CustomResourceSnapshot InitialSnapshot(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial) ? initial.InitialSnapshot : new()
        {
            Properties = [],
            ResourceType = resource switch
            {
                ProjectResource => "Project",
                ExecutableResource => "Executable",
                ParameterResource => "Parameter",
                _ => resource.GetType().Name,
            },
        };
}
