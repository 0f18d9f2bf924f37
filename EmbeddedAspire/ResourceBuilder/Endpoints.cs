namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an HTTP endpoint.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">Port that clients connect to, 1 to 65535; a free one when absent.</param>
    /// <param name="targetPort">Port that the resource listens on: the same, since nothing stands between here.</param>
    /// <param name="name">Name of the endpoint, <c>http</c> when absent.</param>
    /// <param name="env">Environment variable that tells the resource its port.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(name ?? "http", "http") { Port = port, TargetPort = targetPort };
        var reference = builder.GetEndpoint(endpoint.Name);
        if (reference.Exists)
        {
            throw new DistributedApplicationException($"Endpoint with name '{endpoint.Name}' already exists. Endpoint name may need to be specified.");
        }

        return env is null ? builder.With(endpoint)
            : builder.With(endpoint).With(new EnvironmentAnnotation(context => context.EnvironmentVariables[env] = reference.PortValue));
    }

    /// <summary>Changes an endpoint, and adds it before if there is none of that name.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback) where T : IResourceWithEndpoints
    {
        var reference = builder.GetEndpoint(endpointName);
        if (!reference.Exists)
        {
            builder.With(new EndpointAnnotation(endpointName, "tcp"));
        }

        callback(reference.EndpointAnnotation);
        return builder;
    }

    /// <summary>Marks the HTTP endpoints as reachable from outside once the application is published.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsHttp))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>The endpoint called <paramref name="name"/>; it need not exist yet.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        new(builder.Resource, name);

    /// <summary>Changes how the URL of an endpoint is shown.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback) where T : IResource =>
        builder.With(new EndpointUrlAnnotation(endpointName, callback));
}
