namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that the application can be published to.</summary>
public interface IComputeEnvironmentResource : IResource;

internal static class ComputeEnvironments
{
    /// <summary>Part of the model only while publishing.</summary>
    public static IResourceBuilder<T> AddEnvironment<T>(this IDistributedApplicationBuilder builder, T environment) where T : IComputeEnvironmentResource =>
        builder.ExecutionContext.IsPublishMode ? builder.AddResource(environment) : builder.CreateResourceBuilder(environment);
}
