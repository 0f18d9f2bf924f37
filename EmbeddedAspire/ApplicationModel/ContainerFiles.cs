namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose container can take the files of another.</summary>
public interface IContainerFilesDestinationResource : IResource;

/// <summary>The container gets the files of another.</summary>
public sealed class ContainerFilesDestinationAnnotation : IResourceAnnotation
{
    /// <summary>Whose files.</summary>
    public required IResource Source { get; init; }

    /// <summary>Where they go.</summary>
    public required string DestinationPath { get; init; }
}
