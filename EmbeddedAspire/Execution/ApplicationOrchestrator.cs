using Aspire.Hosting.JavaScript;

namespace Aspire.Hosting.Execution;

/// <summary>Starts the resources, each as soon as what it waits for is ready, and ends them in reverse order.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    Dependencies dependencies,
    ResourceStarter starter,
    HealthMonitor health,
    StartOptions options) : IDisposable
{
    /// <summary>Within Aspire's five seconds for a stop there must be time left to end by force who did not end when asked.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3.5);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<(IResource Resource, ResourceProcess Process)> _running = [];
    private readonly CancellationTokenSource _stopping = new();
    private DistributedApplicationException? _failure;
    private Task _starting = Task.CompletedTask;
    private Task? _stopped;

    /// <summary>Done when every resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">One cannot start. The others may still run.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        EndpointAllocator.Allocate(model.Resources, options.RandomizePorts);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        _starting = Task.WhenAll(model.Resources.ToList().Select(resource => StartAsync(resource, abort)));
        try
        {
            await _starting;
        }
        catch when (_failure is not null)
        {
            // What others say is only that they no longer wait.
            throw _failure;
        }
    }

    public Task StopAsync()
    {
        lock (_lock)
        {
            return _stopped ??= StopCoreAsync();
        }
    }

    /// <summary>Ends every resource by force, without order.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            _running.ForEach(r => r.Process.Kill());
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task StartAsync(IResource resource, CancellationTokenSource abort)
    {
        if (resource is not (ProjectResource or ExecutableResource))
        {
            // Nothing to start: a parameter, or what only AppHost knows.
            notifications.Publish(resource, s => s);
            return;
        }

        Publish(resource, resource.Annotations.OfType<WaitAnnotation>().Any() ? KnownResourceStates.Waiting : KnownResourceStates.Starting);
        var isWaiting = true;
        try
        {
            await dependencies.WaitAsync(resource, abort.Token);
            isWaiting = false;
            Publish(resource, KnownResourceStates.Starting);
            await (resource is JavaScriptInstallerResource installer ? InstallAsync(installer, abort.Token) : RunAsync(resource, abort.Token));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = e as DistributedApplicationException;
            if (failure is null or MissingParameterValueException)
            {
                failure = new($"Resource '{resource.Name}' cannot start: {e.Message}", e);
            }

            Publish(resource, KnownResourceStates.FailedToStart, failure: failure.Message);

            // Who only waited is not the cause.
            if (!isWaiting)
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
                await abort.CancelAsync();
            }

            throw;
        }
    }

    private async Task RunAsync(IResource resource, CancellationToken cancellationToken)
    {
        var process = await StartProcessAsync(resource, cancellationToken);
        if (HasHealthChecks(resource))
        {
            using var exited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var healthy = health.WaitUntilHealthyAsync(resource, exited.Token);
            if (await Task.WhenAny(healthy, process.Exited) == process.Exited)
            {
                await exited.CancelAsync();
                throw new DistributedApplicationException($"Resource '{resource.Name}' exited with code {await process.Exited} before it was healthy."
                    + $"{process.LastLines}Correct that, and start again.");
            }

            await healthy;
            _ = health.WatchAsync(resource, process.Exited, _stopping.Token);
        }
    }

    private async Task InstallAsync(JavaScriptInstallerResource installer, CancellationToken cancellationToken)
    {
        var (logger, directory, command) = (loggers.GetLogger(installer), installer.WorkingDirectory, $"npm {NpmInstall.Command(installer.WorkingDirectory)}");
        await NodeRequirement.CheckAsync(installer.Name, directory, ProgramPath.Standard, cancellationToken);
        using var install = await NpmInstall.BeginAsync(directory, cancellationToken);
        if (!install.IsNeeded)
        {
            logger.LogInformation("{Line}", "The packages in node_modules are those of the lock file.");
            Publish(installer, KnownResourceStates.Finished, exitCode: 0);
            return;
        }

        logger.LogInformation("{Line}", $"Installing the packages of {directory}: {command}. This may take a minute.");
        var process = await StartProcessAsync(installer, cancellationToken);
        while (await Task.WhenAny(process.Exited, Task.Delay(ProgressInterval, cancellationToken)) != process.Exited)
        {
            cancellationToken.ThrowIfCancellationRequested();
            logger.LogInformation("{Line}", $"{command} is still at work.");
        }

        var exitCode = await process.Exited;
        if (exitCode != 0)
        {
            throw new DistributedApplicationException($"Resource '{installer.Name}': '{command}' in {directory} failed with exit code {exitCode}."
                + $"{process.LastLines}Correct that ('{command}' there shows it alone), and start again.");
        }

        install.Complete();
    }

    private async Task<ResourceProcess> StartProcessAsync(IResource resource, CancellationToken cancellationToken)
    {
        var process = await starter.StartAsync(resource, cancellationToken);
        lock (_lock)
        {
            _running.Add((resource, process));
        }

        var status = HasHealthChecks(resource) ? HealthStatus.Unhealthy : HealthStatus.Healthy;
        notifications.Publish(resource, s => s with { State = KnownResourceStates.Running, HealthStatus = status });
        _ = ObserveExitAsync(resource, process);
        return process;
    }

    private async Task ObserveExitAsync(IResource resource, ResourceProcess process)
    {
        var exitCode = await process.Exited;
        if (!_stopping.IsCancellationRequested)
        {
            Publish(resource, KnownResourceStates.Finished, exitCode, exitCode == 0 ? null : $"Resource '{resource.Name}' exited with code {exitCode}.{process.LastLines}");
            loggers.GetLogger(resource).Log(
                exitCode == 0 ? LogLevel.Information : LogLevel.Error, "Resource '{ResourceName}' exited with code {ExitCode}.", resource.Name, exitCode);
        }
    }

    private async Task StopCoreAsync()
    {
        await _stopping.CancelAsync();
        await _starting.ContinueWith(_ => { }, TaskScheduler.Default);
        using var deadline = new CancellationTokenSource(StopTimeout);
        foreach (var (resource, process) in Enumerable.Reverse(_running).Where(r => !r.Process.Exited.IsCompleted))
        {
            Publish(resource, KnownResourceStates.Stopping);
            var exitCode = await process.StopAsync(deadline.Token);
            Publish(resource, KnownResourceStates.Exited, exitCode);
        }
    }

    private static bool HasHealthChecks(IResource resource) => resource.Annotations.OfType<HealthCheckAnnotation>().Any();

    private void Publish(IResource resource, string state, int? exitCode = null, string? failure = null) =>
        notifications.Publish(resource, s => s with { State = state, ExitCode = exitCode ?? s.ExitCode, Failure = failure ?? s.Failure, HealthStatus = null });
}
