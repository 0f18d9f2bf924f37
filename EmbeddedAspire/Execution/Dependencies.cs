namespace Aspire.Hosting.Execution;

/// <summary>Waits for what a resource waits for, and says so in its log, in Aspire's words.</summary>
internal sealed class Dependencies(ResourceNotificationService notifications, ResourceLoggerService loggers)
{
    /// <exception cref="DistributedApplicationException">One of them ended before it was ready.</exception>
    public Task WaitAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitAsync(resource, wait, cancellationToken)));

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var (name, logger) = (wait.Resource.Name, loggers.GetLogger(resource));
        var snapshot = wait.ExitCode is null ? await HealthyAsync() : await CompletedAsync();
        if (wait.ExitCode is null ? snapshot.IsOver : snapshot.ExitCode != wait.ExitCode)
        {
            var why = snapshot.State?.Text == KnownResourceStates.FailedToStart
                ? "it failed to start."
                : $"it entered the '{snapshot.State?.Text}' state with exit code '{snapshot.ExitCode}'.";
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' stopped waiting for dependency resource '{name}' because {why} {snapshot.Failure}".TrimEnd());
        }

        logger.LogInformation("Finished waiting for resource '{ResourceName}'.", name);

        async Task<CustomResourceSnapshot> CompletedAsync()
        {
            logger.LogInformation("Waiting for resource '{ResourceName}' to complete.", name);
            return await UntilAsync(s => s.IsOver);
        }

        async Task<CustomResourceSnapshot> HealthyAsync()
        {
            logger.LogInformation("Waiting for resource '{ResourceName}' to enter the '{State}' state.", name, KnownResourceStates.Running);
            var running = await UntilAsync(s => s.IsRunning || s.IsOver);
            if (running.IsOver || running.IsHealthy)
            {
                return running;
            }

            logger.LogInformation("Waiting for resource '{ResourceName}' to become healthy.", name);
            return await UntilAsync(s => s.IsHealthy || s.IsOver);
        }

        async Task<CustomResourceSnapshot> UntilAsync(Func<CustomResourceSnapshot, bool> condition) =>
            (await notifications.WaitForResourceAsync(name, e => condition(e.Snapshot), cancellationToken)).Snapshot;
    }
}
