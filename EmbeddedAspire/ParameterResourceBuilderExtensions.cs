using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Parameters: values from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>
    /// Adds a parameter whose value is the configuration key <c>Parameters:{name}</c>: user secrets, environment (<c>Parameters__name</c>),
    /// command line. A hyphen in the name may be an underscore in the key, since shells allow none in a variable.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        var configuration = builder.Configuration;
        return builder.AddResource(new ParameterResource(name, () => Value(configuration, name), secret));
    }

    private static string Value(ConfigurationManager configuration, string name)
    {
        var key = $"Parameters:{name}";
        return configuration[key] ?? configuration[key.Replace('-', '_')] ?? throw new MissingParameterValueException(
            $"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value. "
            + $"Set it: dotnet user-secrets --project AppHost set {key} <value>, or the environment variable Parameters__{name.Replace('-', '_')}.");
    }
}
