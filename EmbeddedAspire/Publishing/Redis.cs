namespace Aspire.Hosting
{
    /// <summary>Redis.</summary>
    public static class RedisBuilderExtensions
    {
        /// <summary>Adds a Redis.</summary>
        /// <exception cref="DistributedApplicationException">The application is to run: Redis is a container, and nothing here starts containers.</exception>
        public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name) =>
            builder.ExecutionContext.IsPublishMode ? builder.AddResource(new RedisResource(name)) : throw new DistributedApplicationException(
                $"Resource '{name}' is a container, which only Aspire itself can start: -p:UseAspire=true.");
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A Redis.</summary>
    public class RedisResource(string name) : Resource(name), IResourceWithConnectionString
    {
        string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";
    }
}
