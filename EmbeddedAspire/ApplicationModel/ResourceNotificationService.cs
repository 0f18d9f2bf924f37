using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource, and tells who waits for one.</summary>
public class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(ModelName.Comparer);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly DistributedApplicationModel _model;
    private readonly ResourceLoggerService _loggers;

    internal ResourceNotificationService(DistributedApplicationModel model, ResourceLoggerService loggers)
    {
        _model = model;
        _loggers = loggers;
    }

    /// <summary>Changes what is known of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_lock)
        {
            var before = _current.GetValueOrDefault(resource.Name)?.Snapshot ?? ResourceExtensions.InitialSnapshot(resource);
            var update = new ResourceEvent(resource, resource.Name, stateFactory(before));
            _current[resource.Name] = update;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(update);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What is known of a resource now.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            return _current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>What is known of every resource now, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            foreach (var update in _current.Values)
            {
                channel.Writer.TryWrite(update);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var update in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Waits until what is known of a resource satisfies <paramref name="predicate"/>.</summary>
    /// <exception cref="OperationCanceledException">That did not come true in time; the message says what is known of it.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var update in WatchAsync(cancellationToken))
            {
                if (ModelName.Comparer.Equals(update.Resource.Name, resourceName) && predicate(update))
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

        throw new InvalidOperationException("Watching resources ended.");
    }

    /// <summary>Waits until a resource is in one of <paramref name="targetStates"/>, and says which.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var update = await WaitForResourceAsync(resourceName, e => states.Contains(e.Snapshot.State?.Text ?? ""), cancellationToken);
        return update.Snapshot.State!.Text;
    }

    /// <summary>Waits until a resource is in <paramref name="targetState"/>, <c>Running</c> when absent.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is healthy. One without health checks is healthy once it runs.</summary>
    /// <exception cref="DistributedApplicationException">There is no such resource, or it ended; the message says why and what to do.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var stopped = $"Stopped waiting for resource '{resourceName}' to become healthy because it";
        if (!_model.Resources.TryGetByName(resourceName, out _))
        {
            throw new DistributedApplicationException($"{stopped} does not exist in the application model.");
        }

        var update = await WaitForResourceAsync(resourceName, e => IsHealthy(e.Snapshot) || IsOver(e.Snapshot), cancellationToken);
        return IsHealthy(update.Snapshot)
            ? update
            : throw new DistributedApplicationException($"{stopped} failed to start. {update.Snapshot.Failure}".TrimEnd());
    }

    /// <summary>Waits for everything that a resource waits for.</summary>
    /// <exception cref="DistributedApplicationException">One of them ended before it was ready.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.WaitType == WaitType.WaitForCompletion
            ? WaitForCompletionAsync(resource, wait, cancellationToken)
            : WaitUntilHealthyAsync(resource, wait.Resource, cancellationToken)));

    private async Task WaitUntilHealthyAsync(IResource resource, IResource dependency, CancellationToken cancellationToken)
    {
        var logger = _loggers.GetLogger(resource);
        logger.LogInformation("Waiting for resource '{ResourceName}' to enter the '{State}' state.", dependency.Name, KnownResourceStates.Running);
        var update = await WaitForResourceAsync(
            dependency.Name, e => e.Snapshot.State?.Text == KnownResourceStates.Running || IsOver(e.Snapshot), cancellationToken);
        if (!IsOver(update.Snapshot) && dependency.Annotations.OfType<HealthCheckAnnotation>().Any())
        {
            logger.LogInformation("Waiting for resource '{ResourceName}' to become healthy.", dependency.Name);
            update = await WaitForResourceAsync(dependency.Name, e => IsHealthy(e.Snapshot) || IsOver(e.Snapshot), cancellationToken);
        }

        if (IsOver(update.Snapshot))
        {
            throw StoppedWaiting(resource, update);
        }

        logger.LogInformation("Finished waiting for resource '{ResourceName}'.", dependency.Name);
    }

    private async Task WaitForCompletionAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var logger = _loggers.GetLogger(resource);
        logger.LogInformation("Waiting for resource '{ResourceName}' to complete.", wait.Resource.Name);
        var update = await WaitForResourceAsync(wait.Resource.Name, e => IsOver(e.Snapshot), cancellationToken);
        if (update.Snapshot.State?.Text == KnownResourceStates.FailedToStart || update.Snapshot.ExitCode != wait.ExitCode)
        {
            throw StoppedWaiting(resource, update);
        }

        logger.LogInformation("Finished waiting for resource '{ResourceName}'.", wait.Resource.Name);
    }

    private static DistributedApplicationException StoppedWaiting(IResource resource, ResourceEvent update)
    {
        var snapshot = update.Snapshot;
        var why = snapshot.State?.Text == KnownResourceStates.FailedToStart
            ? "it failed to start."
            : $"it entered the '{snapshot.State?.Text}' state with exit code '{snapshot.ExitCode}'.";
        return new($"Resource '{resource.Name}' stopped waiting for dependency resource '{update.Resource.Name}' because {why} {snapshot.Failure}".TrimEnd());
    }

    private static bool IsHealthy(CustomResourceSnapshot snapshot) => snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsOver(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);
}
