using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of another resource; as a value, its URL.</summary>
public sealed class EndpointReference : IValueProvider, IManifestExpressionProvider
{
    private readonly IResource _owner;
    private readonly string _name;

    internal EndpointReference(IResource owner, string name)
    {
        _owner = owner;
        _name = name;
    }

    /// <summary>Whether the resource has it.</summary>
    public bool Exists => Find() is not null;

    /// <summary>The endpoint.</summary>
    /// <exception cref="InvalidOperationException">There is no such endpoint.</exception>
    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException($"The endpoint '{_name}' is not defined for the resource '{_owner.Name}'.");

    /// <summary>Scheme, host and port, such as <c>http://localhost:5101</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such endpoint, or the application has not started.</exception>
    public string Url => $"{EndpointAnnotation.UriScheme}://localhost:{Port}";

    /// <summary>Port.</summary>
    /// <exception cref="InvalidOperationException">There is no such endpoint, or the application has not started.</exception>
    public int Port => EndpointAnnotation.AllocatedPort ?? throw new InvalidOperationException(
        $"The endpoint '{_name}' is not allocated for the resource '{_owner.Name}'. Endpoints are allocated when the application starts.");

    string IManifestExpressionProvider.ValueExpression => Expression("url");

    /// <summary>The port as a value.</summary>
    internal IValueProvider PortValue => new PortReference(this);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    private string Expression(string property) => $"{{{_owner.Name}.bindings.{_name}.{property}}}";

    private EndpointAnnotation? Find() => _owner.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => ResourceNames.Comparer.Equals(e.Name, _name));

    private sealed class PortReference(EndpointReference endpoint) : IValueProvider, IManifestExpressionProvider
    {
        public string ValueExpression => endpoint.Expression("targetPort");

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(endpoint.Port.ToString(CultureInfo.InvariantCulture));
    }
}
