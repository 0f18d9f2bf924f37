using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource, and tells who waits for one.</summary>
public class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(ResourceNames.Comparer);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly DistributedApplicationModel _model;

    internal ResourceNotificationService(DistributedApplicationModel model)
    {
        _model = model;
    }

    /// <summary>What is known of a resource now.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            return _current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>Waits until a resource is in <paramref name="targetState"/>, <c>Running</c> when absent.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(
            resourceName, e => ResourceNames.Comparer.Equals(e.Snapshot.State?.Text, targetState ?? KnownResourceStates.Running), cancellationToken);

    /// <summary>Waits until what is known of a resource satisfies <paramref name="predicate"/>.</summary>
    /// <exception cref="OperationCanceledException">That did not come true in time; the message says what is known of it.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        var updates = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            if (_current.TryGetValue(resourceName, out var current))
            {
                updates.Writer.TryWrite(current);
            }

            _watchers.Add(updates);
        }

        try
        {
            while (true)
            {
                var update = await updates.Reader.ReadAsync(cancellationToken);
                if (ResourceNames.Comparer.Equals(update.Resource.Name, resourceName) && predicate(update))
                {
                    return update;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            var state = TryGetCurrentState(resourceName, out var last)
                ? $"Its state was '{last.Snapshot.State?.Text}', its health '{last.Snapshot.HealthStatus?.ToString() ?? "unknown"}'. {last.Snapshot.Failure}"
                : "Nothing is known of a resource with that name.";
            throw new OperationCanceledException($"Waiting for resource '{resourceName}' was cancelled. {state}".TrimEnd(), e, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(updates);
            }
        }
    }

    /// <summary>Waits until a resource is healthy. One without health checks is healthy once it runs.</summary>
    /// <exception cref="DistributedApplicationException">There is no such resource, or it ended; the message says why and what to do.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var stopped = $"Stopped waiting for resource '{resourceName}' to become healthy because it";
        if (!_model.Resources.TryGetByName(resourceName, out _))
        {
            throw new DistributedApplicationException($"{stopped} does not exist in the application model.");
        }

        var update = await WaitForResourceAsync(resourceName, e => e.Snapshot.IsHealthy || e.Snapshot.IsOver, cancellationToken);
        return update.Snapshot.IsHealthy ? update
            : throw new DistributedApplicationException($"{stopped} failed to start. {update.Snapshot.Failure}".TrimEnd());
    }

    internal void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var update = new ResourceEvent(resource, change(_current.GetValueOrDefault(resource.Name)?.Snapshot ?? InitialSnapshot(resource)));
            _current[resource.Name] = update;
            _watchers.ForEach(watcher => watcher.Writer.TryWrite(update));
        }
    }

    private static CustomResourceSnapshot InitialSnapshot(IResource resource) =>
        resource.Annotations.OfType<InitialStateAnnotation>().LastOrDefault()?.Snapshot ?? new()
        {
            ResourceType = resource is ExecutableResource ? "Executable" : resource.GetType().Name.Replace(nameof(Resource), "", StringComparison.Ordinal),
            Properties = [],
        };
}

/// <summary>A resource changed.</summary>
public class ResourceEvent
{
    internal ResourceEvent(IResource resource, CustomResourceSnapshot snapshot)
    {
        Resource = resource;
        Snapshot = snapshot;
    }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>What is known of it now.</summary>
    public CustomResourceSnapshot Snapshot { get; }
}
