using System.Reflection;
using Aspire.Hosting.Console;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationTestingBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly AppHostRun? _run = AppHostRun.Current;
    private readonly DistributedApplicationEventing _eventing = new();

    public DistributedApplicationBuilder(string[] args, bool forTests = false)
    {
        forTests |= _run is not null;
        var appHost = _run?.AppHost ?? Assembly.GetEntryAssembly()!;
        AppHostDirectory = appHost.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "apphostprojectpath")?.Value
            ?? Directory.GetCurrentDirectory();

        // A test starts AppHost without `dotnet run`, which would have applied the first profile of its launchSettings.json.
        var defaults = new ConfigurationManager();
        defaults.AddInMemoryCollection(forTests ? LaunchProfile.Find(AppHostDirectory, name: null)?.EnvironmentVariables : null);
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = appHost.GetName().Name,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = defaults["DOTNET_ENVIRONMENT"],
        });

        // The operation is spelled as Aspire spells it: --operation publish, or a --publisher without one.
        ExecutionContext = new(isPublishMode:
            string.Equals(Configuration["operation"], "publish", StringComparison.OrdinalIgnoreCase) || Configuration["publisher"] is not null);
        AddServices(forTests);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing => _eventing;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <summary>Under test, AppHost's own call waits: the test may still change the model, and decides when the application is built.</summary>
    public DistributedApplication Build() => AppHostRun.Current?.BuildForTest(this) ?? BuildCore();

    /// <summary>What the test calls; a builder without an AppHost has nobody to wait for.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken) =>
        _run is null ? Task.FromResult(BuildCore()) : _run.BuildAsync().WaitAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _run?.Dispose();
        return ValueTask.CompletedTask;
    }

    internal DistributedApplication BuildCore() => new(_host.Build());

    private void AddServices(bool forTests)
    {
        Services.AddSingleton(Resources);
        Services.AddSingleton(_eventing);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton<DistributedApplicationModel>();
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton(services => new ResourceNotificationService(services.GetRequiredService<DistributedApplicationModel>()));
        Services.AddSingleton(new StartOptions(forTests, Configuration.GetValue("EmbeddedAspire:StartTimeout", StartOptions.DefaultTimeout)));
        Services.AddSingleton<ResourceEnvironment>();
        Services.AddSingleton<ResourceStarter>();
        Services.AddSingleton<Dependencies>();
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
