namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to the environment of a resource when it starts.</summary>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Gets the variables so far, and changes them.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>What an environment callback works on.</summary>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>Whether the application runs or is being published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>Strings, <see cref="IValueProvider"/>s and what is both value and <see cref="IManifestExpressionProvider"/>, by name.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Ends the evaluation.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
