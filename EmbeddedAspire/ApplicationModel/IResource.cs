using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a project, a program, a parameter.</summary>
public interface IResource
{
    /// <summary>1 to 64 ASCII letters, digits and single hyphens, beginning with a letter; unique in the application, whatever the case.</summary>
    string Name { get; }

    /// <summary>What is known about the resource; extension methods add to it, the orchestrator reads it.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>A resource that starts with environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that listens.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource whose start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that is reached by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IManifestExpressionProvider;

/// <summary>A resource that can be published.</summary>
public interface IComputeResource : IResource;

/// <summary>Something that the application can be published to.</summary>
public interface IComputeEnvironmentResource : IResource;

/// <summary>A resource whose container can take the files of another.</summary>
public interface IContainerFilesDestinationResource : IResource;

/// <summary>One thing known about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The annotations of a resource, in the order in which they were added.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
