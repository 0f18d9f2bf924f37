namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>The resource is healthy when an HTTP GET is answered with the expected status.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Path to get, <c>/</c> when absent.</param>
    /// <param name="statusCode">Expected status, 200 when absent.</param>
    /// <param name="endpointName">Endpoint to ask; the first HTTP endpoint when absent.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it is not HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => e.IsHttp && (endpointName is null || ResourceNames.Comparer.Equals(e.Name, endpointName)));
        return endpoint is not null ? builder.With(new HealthCheckAnnotation(builder.GetEndpoint(endpoint.Name), path ?? "/", statusCode ?? 200))
            : throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as no HTTP endpoint "
                + $"{(endpointName is null ? "" : $"with name '{endpointName}' ")}was found. Add one, with WithHttpEndpoint or in launchSettings.json.");
    }
}
