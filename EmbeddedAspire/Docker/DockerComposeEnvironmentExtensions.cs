using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting;

/// <summary>Publishing to Docker Compose. As in Aspire, without effect when the application runs.</summary>
public static class DockerComposeEnvironmentExtensions
{
    /// <summary>Adds a compose file to publish to.</summary>
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddEnvironment(new DockerComposeEnvironmentResource(name));

    /// <summary>Changes what the compose file says of the resource. Nothing is published here, so nothing calls <paramref name="configure"/>.</summary>
    public static IResourceBuilder<T> PublishAsDockerComposeService<T>(
        this IResourceBuilder<T> builder, Action<DockerComposeServiceResource, Service> configure) where T : IResource => builder;
}
