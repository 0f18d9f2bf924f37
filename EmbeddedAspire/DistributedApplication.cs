using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.Console;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting;

/// <summary>The application: starts its resources in the order in which they wait for one another, and ends them.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ApplicationOrchestrator _orchestrator; // Also when the host, and its services, are gone.
    private readonly AppHostRun? _run = AppHostRun.Current;
    private readonly CancellationTokenSource _ended = new();
    private Task _table = Task.CompletedTask;

    internal DistributedApplication(IHost host)
    {
        _host = host;
        _orchestrator = host.Services.GetRequiredService<ApplicationOrchestrator>();
    }

    /// <summary>AppHost's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The state of every resource.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    private CancellationToken Stopping => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Begins the description of an application.</summary>
    /// <param name="args">AppHost's command line, which becomes configuration.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>
    /// Runs the application until Ctrl+C or SIGTERM. If it cannot start, everything that has started is ended, the reason is the last thing
    /// on the console, and the exit code is 1.
    /// </summary>
    public void Run()
    {
        if (_run is not null)
        {
            // A test drives the application; the entry point only has to stay until it is done.
            _run.WaitUntilDisposed();
            return;
        }

        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (DistributedApplicationException e)
        {
            System.Console.Error.WriteLine($"error: {e.Message}");
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Starts the application; done when every resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It cannot start; everything that had started is ended.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            throw new DistributedApplicationException("Publishing needs Aspire itself: run the same command with -p:UseAspire=true.");
        }

        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);
        var logger = Services.GetRequiredService<ILogger<DistributedApplication>>();
        Announce(logger);

        // From here on the generic host listens to Ctrl+C and SIGTERM.
        await _host.StartAsync(starting.Token);
        try
        {
            await Services.GetRequiredService<DistributedApplicationEventing>().PublishAsync(new BeforeStartEvent(Services), starting.Token);
            var table = Services.GetRequiredService<ResourceTable>();
            _table = table.ShowAsync(_ended.Token);
            await _orchestrator.StartAsync(starting.Token);
            if (_table.IsCompleted)
            {
                table.Print();
            }

            logger.LogInformation("Distributed application started. Press Ctrl+C to shut down.");
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Ends every resource, in reverse order of their start, within five seconds.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await EndResourcesAsync();
        await _host.StopAsync(cancellationToken);
    }

    /// <summary>Ends the application if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndResourcesAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _run?.Dispose();
    }

    private async Task RunAsync()
    {
        var interrupts = 0;
        using var force = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // The first is the host's, and stops in order.
            if (Interlocked.Increment(ref interrupts) > 1)
            {
                signal.Cancel = true;
                System.Console.Error.WriteLine("Ctrl+C again: ending everything by force.");
                _orchestrator.Kill();
            }
        });
        var stopping = Stopping;
        try
        {
            await StartAsync();
            await _host.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Ended while starting, which is no failure.
        }
        finally
        {
            await DisposeAsync();
        }
    }

    private async Task EndResourcesAsync()
    {
        await _orchestrator.StopAsync();
        await _ended.CancelAsync();
        await _table;
    }

    private void Announce(ILogger logger)
    {
        var version = typeof(DistributedApplication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        logger.LogInformation("Aspire AppHost version: {Version}", version);
        logger.LogInformation("This is the embedded subset of Aspire. For Aspire itself, with its dashboard: dotnet run --project AppHost -p:UseAspire=true");
        logger.LogInformation("Distributed application starting.");
        logger.LogInformation("Application host directory is: {Directory}", Services.GetRequiredService<IHostEnvironment>().ContentRootPath);
    }
}
