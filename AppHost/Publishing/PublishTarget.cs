namespace Aspire.Hosting;

/// <summary>Where the application is published to.</summary>
public static class PublishTarget
{
    /// <summary>
    /// Adds the environment that <c>--target</c> names: <c>compose</c> (the default), a compose file for Docker, or <c>kubernetes</c>, a Helm chart.
    /// When the application runs nothing comes of it. Aspire's dashboard is left out: it would be told who calls whom, and is no production telemetry.
    /// </summary>
    /// <exception cref="DistributedApplicationException">There is no such target.</exception>
    public static void AddPublishTarget(this IDistributedApplicationBuilder builder)
    {
        switch (builder.Configuration["target"] ?? "compose")
        {
            case "compose":
                builder.AddDockerComposeEnvironment("compose").WithDashboard(enabled: false);
                break;
            case "kubernetes":
                builder.AddKubernetesEnvironment("kubernetes").WithDashboard(enabled: false);
                break;
            case var target:
                throw new DistributedApplicationException($"There is no target '{target}'. Publish with --target compose or --target kubernetes.");
        }
    }
}
