namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only when another is ready.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What ready means.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that <see cref="WaitType.WaitForCompletion"/> expects.</summary>
    public int ExitCode { get; } = exitCode;
}

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>Running, and healthy if it has health checks.</summary>
    WaitUntilHealthy = 0,

    /// <summary>Ended, with the expected exit code.</summary>
    WaitForCompletion = 1,
}
