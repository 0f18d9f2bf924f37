using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

namespace Aspire.Hosting
{
    /// <summary>Publishing to Docker Compose. As in Aspire, without effect when the application runs.</summary>
    public static class DockerComposeEnvironmentExtensions
    {
        /// <summary>Adds a compose file to publish to.</summary>
        public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(
            this IDistributedApplicationBuilder builder, string name) => builder.AddWhenPublished(new DockerComposeEnvironmentResource(name));

        /// <summary>Whether Aspire's dashboard is published too, as Aspire does unless told otherwise.</summary>
        public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(
            this IResourceBuilder<DockerComposeEnvironmentResource> builder, bool enabled = true)
        {
            builder.Resource.DashboardEnabled = enabled;
            return builder;
        }

        /// <summary>Changes what the compose file says of the resource. Nothing is published here, so nothing calls <paramref name="configure"/>.</summary>
        public static IResourceBuilder<T> PublishAsDockerComposeService<T>(
            this IResourceBuilder<T> builder, Action<DockerComposeServiceResource, Service> configure) where T : IComputeResource => builder;
    }
}

namespace Aspire.Hosting.Docker
{
    /// <summary>A compose file to publish to.</summary>
    public class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
    {
        internal bool DashboardEnabled { get; set; } = true;
    }

    /// <summary>A service in the compose file.</summary>
    public class DockerComposeServiceResource(string name) : Resource(name);
}

namespace Aspire.Hosting.Docker.Resources.ComposeNodes
{
    /// <summary>What the compose file says of a service.</summary>
    public sealed class Service
    {
        /// <summary><c>deploy:</c>.</summary>
        public Deploy? Deploy { get; set; }
    }
}

namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm
{
    /// <summary>How the service is deployed.</summary>
    public sealed class Deploy
    {
        /// <summary><c>replicas:</c>, how many instances.</summary>
        public int? Replicas { get; set; }
    }
}
