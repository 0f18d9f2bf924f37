using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

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
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, "http", name, port, targetPort);
        if (builder.Resource.GetEndpoint(endpoint.Name).Exists)
        {
            throw new DistributedApplicationException($"Endpoint with name '{endpoint.Name}' already exists. Endpoint name may need to be specified.");
        }

        builder.WithAnnotation(endpoint);
        if (env is not null)
        {
            if (builder.Resource is not IResourceWithEnvironment)
            {
                throw new InvalidOperationException($"Resource '{builder.Resource.Name}' takes no environment variables, so its port cannot be put into '{env}'.");
            }

            var value = builder.GetEndpoint(endpoint.Name).Property(EndpointProperty.TargetPort);
            builder.WithAnnotation(new EnvironmentCallbackAnnotation(context =>
            {
                context.EnvironmentVariables[env] = value;
                return Task.CompletedTask;
            }));
        }

        return builder;
    }

    /// <summary>Changes an endpoint, and adds it before if there is none of that name.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var reference = builder.GetEndpoint(endpointName);
        if (!reference.Exists && createIfNotExists)
        {
            builder.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: endpointName));
        }

        if (reference.Exists)
        {
            callback(reference.EndpointAnnotation);
        }

        return builder;
    }

    /// <summary>Marks the HTTP endpoints as reachable from outside once the application is published.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>The endpoint called <paramref name="name"/>; it need not exist yet.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        builder.Resource.GetEndpoint(name);

    /// <summary>Changes how the URL of an endpoint is shown.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback) where T : IResource =>
        builder.WithAnnotation(new EndpointUrlCallbackAnnotation(endpointName, callback));
}
