using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting
{
    /// <summary>Publishing to Kubernetes. As in Aspire, without effect when the application runs.</summary>
    public static class KubernetesEnvironmentExtensions
    {
        /// <summary>Adds a Helm chart to publish to.</summary>
        public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(
            this IDistributedApplicationBuilder builder, string name) => builder.AddWhenPublished(new KubernetesEnvironmentResource(name));
    }
}

namespace Aspire.Hosting.Kubernetes
{
    /// <summary>A Helm chart to publish to.</summary>
    public sealed class KubernetesEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource;
}
