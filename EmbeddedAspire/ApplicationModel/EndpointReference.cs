using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of another resource; as a value, its URL.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The resource that has the endpoint.</summary>
    public IResourceWithEndpoints Resource => owner;

    /// <summary>Name of the endpoint.</summary>
    public string EndpointName => endpointName;

    /// <summary>Whether the resource has it.</summary>
    public bool Exists => Annotation is not null;

    /// <summary>Scheme, host and port, such as <c>http://localhost:5101</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such endpoint, or the application has not started.</exception>
    public string Url => Allocated.UriString;

    /// <summary>Host name.</summary>
    public string Host => Allocated.Address;

    /// <summary>Port.</summary>
    public int Port => Allocated.Port;

    /// <summary>The endpoint.</summary>
    /// <exception cref="InvalidOperationException">There is no such endpoint.</exception>
    public EndpointAnnotation EndpointAnnotation => Annotation ?? throw new InvalidOperationException(
        $"The endpoint '{endpointName}' is not defined for the resource '{owner.Name}'.");

    string IManifestExpressionProvider.ValueExpression => $"{{{owner.Name}.bindings.{endpointName}.url}}";

    private EndpointAnnotation? Annotation =>
        owner.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => ModelName.Comparer.Equals(e.Name, endpointName));

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint ?? throw new InvalidOperationException(
        $"The endpoint '{endpointName}' is not allocated for the resource '{owner.Name}'. Endpoints are allocated when the application starts.");

    /// <summary>One part of the endpoint, as a value.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);
}

/// <summary>One part of an endpoint, as a value.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint => endpointReference;

    /// <summary>Which part.</summary>
    public EndpointProperty Property => property;

    /// <inheritdoc/>
    public string ValueExpression =>
        $"{{{endpointReference.Resource.Name}.bindings.{endpointReference.EndpointName}.{char.ToLowerInvariant(property.ToString()[0])}{property.ToString()[1..]}}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(property switch
    {
        EndpointProperty.Url => endpointReference.Url,
        EndpointProperty.Host => endpointReference.Host,
        _ => endpointReference.Port.ToString(CultureInfo.InvariantCulture),
    });
}

/// <summary>The parts of an endpoint.</summary>
public enum EndpointProperty
{
    /// <summary>Scheme, host and port.</summary>
    Url = 0,

    /// <summary>Host name.</summary>
    Host = 1,

    /// <summary>Port that clients connect to.</summary>
    Port = 3,

    /// <summary>Port that the resource listens on.</summary>
    TargetPort = 5,
}
