using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One thing known about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The annotations of a resource, in the order in which they were added.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>What <see cref="IResourceBuilder{T}.WithAnnotation{TAnnotation}"/> does with annotations of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Keeps them.</summary>
    Append,

    /// <summary>Removes them.</summary>
    Replace,
}
