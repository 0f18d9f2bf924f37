namespace Aspire.Hosting;

/// <summary>Several instances of one service, once it is published.</summary>
public static class PublishReplicas
{
    /// <summary>
    /// Publishes a service in several instances, and a Redis that holds what they share: <c>ConnectionStrings__redis</c>.
    /// Without effect when the application runs: one instance needs neither.
    /// </summary>
    public static IResourceBuilder<ProjectResource> PublishWithReplicas(this IResourceBuilder<ProjectResource> service, int replicas)
    {
        var builder = service.ApplicationBuilder;
        if (builder.ExecutionContext.IsRunMode)
        {
            return service;
        }

        // All sessions are lost with what it holds.
        var redis = builder.AddRedis("redis").WithDataVolume("redis-data");

        // WithReplicas is for Kubernetes; Aspire's compose file takes no notice of it.
        return service.WithReference(redis)
            .WaitFor(redis)
            .WithReplicas(replicas)
            .PublishAsDockerComposeService((_, compose) => compose.Deploy = new() { Replicas = replicas });
    }
}
