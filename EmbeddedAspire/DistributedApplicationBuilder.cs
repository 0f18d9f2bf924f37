using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Console;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Execution;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationTestingBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly AppHostRun? _run = AppHostRun.Current;

    public DistributedApplicationBuilder(DistributedApplicationOptions options, bool forTests = false)
    {
        forTests |= _run is not null;
        var args = options.Args ?? [];
        var name = _run?.AppHost.GetName().Name ?? options.AssemblyName ?? Assembly.GetEntryAssembly()?.GetName().Name;
        AppHostAssembly = _run?.AppHost ?? (name is null ? null : Assembly.Load(name));
        AppHostDirectory = AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == "apphostprojectpath")?.Value ?? Directory.GetCurrentDirectory();

        var defaults = new ConfigurationManager();
        if (forTests)
        {
            AppHostLaunchProfile.AddTo(defaults, AppHostDirectory);
        }

        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = name,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = defaults["DOTNET_ENVIRONMENT"],
        });

        // The operation is spelled as Aspire spells it: --operation publish, or a --publisher without one.
        var publish = string.Equals(Configuration["operation"], "publish", StringComparison.OrdinalIgnoreCase) || Configuration["publisher"] is not null;
        ExecutionContext = new(publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);

        AddServices(forTests);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    /// <summary>Under test, AppHost's own call waits: the test may still change the model, and decides when the application is built.</summary>
    public DistributedApplication Build() =>
        AppHostRun.Current?.BuildForTest(this) ?? BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>What the test calls; a builder without an AppHost has nobody to wait for.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken) =>
        _run is null ? Task.FromResult(BuildCore()) : _run.BuildAsync().WaitAsync(cancellationToken);

    public void Dispose() => _run?.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal DistributedApplication BuildCore() => new(_host.Build());

    private void AddServices(bool forTests)
    {
        Services.AddSingleton(Resources);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton<DistributedApplicationModel>();
        Services.AddSingleton(s => new ResourceLoggerService(s.GetRequiredService<ILoggerFactory>(), Environment));
        Services.AddSingleton(s => new ResourceNotificationService(
            s.GetRequiredService<DistributedApplicationModel>(), s.GetRequiredService<ResourceLoggerService>()));
        Services.AddSingleton(new OrchestratorOptions
        {
            RandomizePorts = forTests,
            StartTimeout = Configuration.GetValue("EmbeddedAspire:StartTimeout", OrchestratorOptions.DefaultStartTimeout),
        });
        Services.AddSingleton<ResourceEnvironment>();
        Services.AddSingleton<ResourceStarter>();
        Services.AddSingleton<HealthMonitor>();
        Services.AddSingleton<ApplicationOrchestrator>();
        Services.AddSingleton(forTests ? Terminal.None : Terminal.Standard);
        Services.AddSingleton<ResourceTable>();

        // The application says itself, in Aspire's words, what the generic host would say in its own.
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.ClearProviders();
        if (forTests)
        {
            // For CreateHttpClient. No proxy: everything is on loopback, whatever HTTP_PROXY says.
            Services.AddHttpClient();
            Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false }));
        }
        else
        {
            Services.AddSingleton<ILoggerProvider, ResourceConsole>();
        }
    }
}
