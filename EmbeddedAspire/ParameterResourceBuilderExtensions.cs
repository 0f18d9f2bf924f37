namespace Aspire.Hosting;

/// <summary>Parameters: values from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>
    /// Adds a parameter whose value is the configuration key <c>Parameters:{name}</c>: user secrets, environment (<c>Parameters__name</c>),
    /// command line. A hyphen in the name may be an underscore in the key, since shells allow none in a variable.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => Configured(builder, name) ?? throw Missing(name), secret));

    /// <summary>Adds a parameter that has this value, whatever is configured.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether what is published has that default too.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">A secret is to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        publishValueAsDefault && secret
            ? throw new ArgumentException("A parameter cannot be both secret and published with its value.", nameof(secret))
            : builder.AddResource(new ParameterResource(name, () => value, secret));

    private static string? Configured(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];

    private static MissingParameterValueException Missing(string name) => new(
        $"Parameter resource could not be used because configuration key 'Parameters:{name}' is missing and the Parameter has no default value. "
        + $"Set it: dotnet user-secrets --project AppHost set Parameters:{name} <value>, or the environment variable Parameters__{name.Replace('-', '_')}.");
}
