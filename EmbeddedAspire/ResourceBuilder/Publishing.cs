namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Leaves the resource out of what is published. Publishing needs Aspire itself, so there is nothing to leave it out of here.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource => builder;

    /// <summary>Publishes the files that <paramref name="source"/> makes in the resource's container. Without effect when the application runs.</summary>
    public static IResourceBuilder<T> PublishWithContainerFiles<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithContainerFiles> source, string destinationPath)
        where T : IContainerFilesDestinationResource => builder.ApplicationBuilder.ExecutionContext.IsRunMode ? builder
            : builder.With(new ContainerFilesAnnotation(source.Resource, destinationPath));

    /// <summary>Part of the model only while publishing.</summary>
    internal static IResourceBuilder<T> AddWhenPublished<T>(this IDistributedApplicationBuilder builder, T environment) where T : IResource =>
        builder.ExecutionContext.IsPublishMode ? builder.AddResource(environment) : new ResourceBuilder<T>(builder, environment);
}
