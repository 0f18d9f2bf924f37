namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is reached by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IManifestExpressionProvider;

/// <summary>A Redis.</summary>
public class RedisResource(string name) : Resource(name), IResourceWithConnectionString
{
    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";
}
