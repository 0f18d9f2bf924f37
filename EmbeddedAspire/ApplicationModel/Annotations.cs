namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to the environment of a resource when it starts.</summary>
internal sealed record EnvironmentAnnotation(Action<EnvironmentCallbackContext> Callback) : IResourceAnnotation;

/// <summary>Arguments of a resource: strings and <see cref="IValueProvider"/>s.</summary>
internal sealed record ArgumentsAnnotation(params object[] Arguments) : IResourceAnnotation;

internal sealed record EndpointUrlAnnotation(string EndpointName, Action<ResourceUrlAnnotation> Callback) : IResourceAnnotation;

internal sealed record InitialStateAnnotation(CustomResourceSnapshot Snapshot) : IResourceAnnotation;

internal sealed record HealthCheckAnnotation(EndpointReference Endpoint, string Path, int StatusCode) : IResourceAnnotation
{
    public Uri Uri => new(new Uri(Endpoint.Url), Path);
}

/// <summary>The resource starts only when another runs and is healthy, or, if there is an exit code, has ended with it.</summary>
internal sealed record WaitAnnotation(IResource Resource, int? ExitCode) : IResourceAnnotation;

/// <summary>How many instances of a resource are published.</summary>
internal sealed record ReplicaAnnotation(int Replicas) : IResourceAnnotation;

/// <summary>The published container gets the files of another.</summary>
internal sealed record ContainerFilesAnnotation(IResource Source, string DestinationPath) : IResourceAnnotation;
