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

        /// <summary>Keeps what Redis holds in a volume, where a new container finds it; Aspire has Redis write it there every minute.</summary>
        public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
            builder.With(new ContainerMountAnnotation(name ?? $"{builder.Resource.Name}-data", "/data", ContainerMountType.Volume, isReadOnly));
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A Redis.</summary>
    public class RedisResource(string name) : Resource(name), IResourceWithConnectionString
    {
        string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";
    }

    /// <summary>Where something outside a container appears in it.</summary>
    public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
    {
        /// <summary>The volume's name.</summary>
        public string? Source => source;

        /// <summary>The path in the container.</summary>
        public string Target => target;

        /// <summary>What is mounted.</summary>
        public ContainerMountType Type => type;

        /// <summary>Whether the container may only read it.</summary>
        public bool IsReadOnly => isReadOnly;
    }

    /// <summary>What can be mounted.</summary>
    public enum ContainerMountType
    {
        /// <summary>A volume.</summary>
        Volume = 1,
    }
}
