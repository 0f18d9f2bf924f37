using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Describes an application for a test: every endpoint gets a free port, and nothing is written to the console.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs AppHost's own entry point as far as <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">The generated class <c>Projects.AppHost</c>, or another of AppHost's assembly.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs AppHost's own entry point as far as <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">The generated class <c>Projects.AppHost</c>, or another of AppHost's assembly.</typeparam>
    /// <param name="args">Its command line, such as <c>--Parameters:name=value</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Exception">What the entry point threw.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default) where TEntryPoint : class
    {
        var run = AppHostRun.Start(typeof(TEntryPoint).Assembly, args);
        return new TestingBuilder(await run.Builder.WaitAsync(cancellationToken), run);
    }

    /// <summary>An application without an AppHost, to which the test adds resources.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) =>
        new TestingBuilder(new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args }, forTests: true), run: null);

    private sealed class TestingBuilder : IDistributedApplicationTestingBuilder
    {
        private readonly DistributedApplicationBuilder _builder;
        private readonly AppHostRun? _run;

        public TestingBuilder(DistributedApplicationBuilder builder, AppHostRun? run)
        {
            _builder = builder;
            _run = run;

            // For CreateHttpClient. No proxy: everything is on loopback, whatever HTTP_PROXY says.
            Services.AddHttpClient();
            Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false }));
        }

        public ConfigurationManager Configuration => _builder.Configuration;

        public string AppHostDirectory => _builder.AppHostDirectory;

        public Assembly? AppHostAssembly => _builder.AppHostAssembly;

        public IHostEnvironment Environment => _builder.Environment;

        public IServiceCollection Services => _builder.Services;

        public IDistributedApplicationEventing Eventing => _builder.Eventing;

        public DistributedApplicationExecutionContext ExecutionContext => _builder.ExecutionContext;

        public IResourceCollection Resources => _builder.Resources;

        public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => _builder.AddResource(resource);

        public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => _builder.CreateResourceBuilder(resource);

        public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
            _run is null ? Task.FromResult(_builder.BuildCore()) : _run.BuildAsync().WaitAsync(cancellationToken);

        public void Dispose() => _run?.Dispose();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
