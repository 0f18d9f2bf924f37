using System.Text.RegularExpressions;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Tells a resource where another listens. For <c>tokenapi</c> with the endpoint <c>http</c>: <c>services__tokenapi__http__0</c>, which
    /// Microsoft.Extensions.ServiceDiscovery reads, and <c>TOKENAPI_HTTP</c>.
    /// </summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.WithEnvironment(context =>
        {
            var name = source.Resource.Name;
            foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
            {
                var url = source.GetEndpoint(endpoint.Name);
                context.EnvironmentVariables[$"services__{name}__{endpoint.Name}__0"] = url;
                context.EnvironmentVariables[$"{VariableName(name)}_{VariableName(endpoint.Name)}"] = url;
            }
        });

    /// <summary>Tells a resource how to reach another: <c>ConnectionStrings__redis</c> for <c>redis</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source)
        where TDestination : IResourceWithEnvironment => builder.With($"ConnectionStrings__{source.Resource.Name}", source.Resource);

    /// <summary><c>my-api</c> becomes <c>MY_API</c>, <c>3d</c> becomes <c>_3D</c>.</summary>
    private static string VariableName(string name)
    {
        var encoded = NotInVariableName().Replace(name, "_").ToUpperInvariant();
        return char.IsAsciiDigit(encoded[0]) ? $"_{encoded}" : encoded;
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInVariableName();
}
