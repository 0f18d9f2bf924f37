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

/// <summary>A resource that starts with command line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that listens.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource whose start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;
