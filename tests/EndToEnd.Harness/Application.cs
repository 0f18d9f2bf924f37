using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace EndToEnd.Harness;

/// <summary>The whole application, started once for all tests by its own AppHost, on random ports.</summary>
public class Application : IPhoneSystem, IAsyncLifetime
{
    // Addresses of an application that already runs: page, development server, TokenApi, sandbox.
    private const string Running = "RUNNING_APPLICATION";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);

    private readonly bool _dashboard;
    private readonly string[] _args;
    private DistributedApplication? _app;
    private ChildProcess? _pageServer;

    /// <summary>Without the dashboard.</summary>
    public Application() : this(dashboard: false)
    {
    }

    /// <summary>With or without the dashboard, and with more arguments for AppHost.</summary>
    protected Application(bool dashboard, params string[] args) => (_dashboard, _args) = (dashboard, args);

    /// <summary>Arguments that select the sandbox, whatever account user secrets or the environment contain.</summary>
    public static IReadOnlyList<string> NoRealAccount { get; } =
        [.. from setting in (string[])["account-sid", "auth-token", "application-sid", "api-key-sid", "api-key-secret"] select $"--Parameters:twilio-{setting}="];

    /// <summary>The application, after its start.</summary>
    public DistributedApplication App => _app!;

    /// <summary>The log of AppHost and its resources. Aspire logs a resource's output as <c>{AppHost}.Resources.{resource}</c>.</summary>
    public FakeLogCollector Logs { get; } = new();

    /// <inheritdoc/>
    public TimeProvider Clock => TimeProvider.System;

    /// <summary>The built page, which loads much faster than the modules of the development server.</summary>
    public Uri PageUrl { get; private set; } = null!;

    /// <summary>The page from Vite's development server.</summary>
    public Uri DevelopmentPageUrl { get; private set; } = null!;

    /// <summary>The address of TokenApi.</summary>
    public Uri TokenApiUrl { get; private set; } = null!;

    /// <inheritdoc/>
    public Uri SandboxUrl { get; private set; } = null!;

    /// <summary>Variables that make another test program use this application instead of starting one.</summary>
    public IReadOnlyDictionary<string, string?> Variables => VariablesFor(PageUrl, DevelopmentPageUrl, TokenApiUrl, SandboxUrl);

    /// <summary>Variables that make a test program use the application at these addresses.</summary>
    public static IReadOnlyDictionary<string, string?> VariablesFor(Uri page, Uri developmentPage, Uri tokenApi, Uri sandbox) =>
        new Dictionary<string, string?> { [Running] = string.Join(' ', page, developmentPage, tokenApi, sandbox) };

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ReadLogsAsync() => Task.FromResult<IReadOnlyDictionary<string, string>>(Logs.GetSnapshot()
        .GroupBy(record => record.Category?.Split(".Resources.") is [_, var resource] ? resource : "apphost")
        .ToDictionary(log => log.Key, log => StateOf(log.Key) + string.Join('\n', from record in log select record.Text())));

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Running) is { } running)
        {
            var urls = Array.ConvertAll(running.Split(' '), url => new Uri(url));
            (PageUrl, DevelopmentPageUrl, TokenApiUrl, SandboxUrl) = (urls[0], urls[1], urls[2], urls[3]);
            return;
        }

        await Task.WhenAll(StartAsync(), BuiltPage.FolderAsync());
        (DevelopmentPageUrl, TokenApiUrl, SandboxUrl) = (UrlOf("webclient"), UrlOf("tokenapi"), UrlOf("sandbox"));
        (PageUrl, _pageServer) = await BuiltPage.ServeAsync(TokenApiUrl, SandboxUrl);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_pageServer is not null)
        {
            await _pageServer.DisposeAsync();
        }

        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task StartAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_startLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = _dashboard }, [.. NoRealAccount, .. _args], limit.Token);
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(new FakeLoggerProvider(Logs)));
        // The testing builder turns off the dashboard's dialogs.
        builder.Configuration["ASPIRE_INTERACTIVITY_ENABLED"] = $"{_dashboard}";
        _app = await builder.BuildAsync(limit.Token);
        try
        {
            await _app.StartAsync(limit.Token);
            await _app.ResourceNotifications.WaitForResourceHealthyAsync("webclient", limit.Token);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The application did not start. Its log:\n{Logs.Text()}", e);
        }
    }

    private string StateOf(string resource) => _app is not null && _app.ResourceNotifications.TryGetCurrentState(resource, out var state)
        ? $"{resource}: {state.Snapshot.State?.Text}, {state.Snapshot.HealthStatus?.ToString() ?? "health unknown"}, exit code {state.Snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none"}\n"
        : "";

    private Uri UrlOf(string resource) => _app!.GetEndpoint(resource, "http");
}
