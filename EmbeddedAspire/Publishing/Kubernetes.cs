using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting
{
    /// <summary>Publishing to Kubernetes. As in Aspire, without effect when the application runs.</summary>
    public static class KubernetesEnvironmentExtensions
    {
        /// <summary>Adds a Helm chart to publish to.</summary>
        public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(
            this IDistributedApplicationBuilder builder, string name) => builder.AddWhenPublished(new KubernetesEnvironmentResource(name));

        /// <summary>Whether Aspire's dashboard is published too, as Aspire does unless told otherwise.</summary>
        public static IResourceBuilder<KubernetesEnvironmentResource> WithDashboard(
            this IResourceBuilder<KubernetesEnvironmentResource> builder, bool enabled = true)
        {
            builder.Resource.DashboardEnabled = enabled;
            return builder;
        }
    }
}

namespace Aspire.Hosting.Kubernetes
{
    /// <summary>A Helm chart to publish to.</summary>
    public sealed class KubernetesEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
    {
        internal bool DashboardEnabled { get; set; } = true;
    }
}
