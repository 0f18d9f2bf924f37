using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Harness;

/// <summary>The whole application, started once for all tests by its own AppHost, on random ports.</summary>
public class Application : IPhoneSystem, IAsyncLifetime
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);

    /// <summary>Arguments that select the sandbox, whatever account the user secrets or the environment contain.</summary>
    public static IReadOnlyList<string> NoRealAccount { get; } =
        [.. from setting in (string[])["account-sid", "auth-token", "application-sid", "api-key-sid", "api-key-secret"] select $"--Parameters:twilio-{setting}="];

    // The addresses of one that runs already, which is then used instead: the page's, the development server's, TokenApi's and the sandbox's.
    private const string Running = "RUNNING_APPLICATION";

    private readonly bool _dashboard;
    private readonly string[] _args;
    private DistributedApplication? _app;
    private ChildProcess? _pageServer;

    /// <summary>Without the dashboard.</summary>
    public Application() : this(dashboard: false)
    {
    }

    /// <summary>With the dashboard, and with further arguments for the application host.</summary>
    protected Application(bool dashboard, params string[] args) => (_dashboard, _args) = (dashboard, args);

    /// <summary>The application, once it has started.</summary>
    public DistributedApplication App => _app!;

    /// <summary>What the application host and its resources have logged.</summary>
    public LogCollector Logs { get; } = new();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ReadLogsAsync() => Task.FromResult<IReadOnlyDictionary<string, string>>(
        Logs.Entries.GroupBy(entry => ResourceOf(entry.Category)).ToDictionary(log => log.Key, log => StateOf(log.Key) + string.Join('\n', from entry in log select entry.Text)));

    /// <inheritdoc/>
    public TimeProvider Clock => TimeProvider.System;

    /// <summary>The built page: it loads in a fraction of the time that the development server's many modules take.</summary>
    public Uri PageUrl { get; private set; } = null!;

    /// <summary>The page as a developer sees it, from Vite's development server.</summary>
    public Uri DevelopmentPageUrl { get; private set; } = null!;

    /// <summary>Where TokenApi is.</summary>
    public Uri TokenApiUrl { get; private set; } = null!;

    /// <inheritdoc/>
    public Uri SandboxUrl { get; private set; } = null!;

    /// <summary>What a test program has in its environment that is to use this application instead of starting one.</summary>
    public IReadOnlyDictionary<string, string?> InEnvironment => EnvironmentOf(PageUrl, DevelopmentPageUrl, TokenApiUrl, SandboxUrl);

    /// <summary>The same for an application that somebody else has started.</summary>
    public static IReadOnlyDictionary<string, string?> EnvironmentOf(Uri page, Uri developmentPage, Uri tokenApi, Uri sandbox) =>
        new Dictionary<string, string?> { [Running] = string.Join(' ', page, developmentPage, tokenApi, sandbox) };

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Running) is { } running)
        {
            var urls = Array.ConvertAll(running.Split(' '), url => new Uri(url));
            (PageUrl, DevelopmentPageUrl, TokenApiUrl, SandboxUrl) = (urls[0], urls[1], urls[2], urls[3]);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_startLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = _dashboard }, [.. NoRealAccount, .. _args], limit.Token);
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs)); // Nothing on the console, where the test runner writes.
        // The dashboard's dialogs, which the testing builder turns off.
        builder.Configuration["ASPIRE_INTERACTIVITY_ENABLED"] = $"{_dashboard}";
        _app = await builder.BuildAsync(limit.Token);
        try
        {
            await _app.StartAsync(limit.Token);
            await _app.ResourceNotifications.WaitForResourceHealthyAsync("webclient", limit.Token);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The application did not start. Its log:\n{Logs.Text}", e);
        }

        (DevelopmentPageUrl, TokenApiUrl, SandboxUrl) = (UrlOf("webclient"), UrlOf("tokenapi"), UrlOf("sandbox"));
        (PageUrl, _pageServer) = await BuiltPage.ServeAsync(TokenApiUrl, SandboxUrl);
    }

    // Aspire logs what a resource prints as {application host}.Resources.{resource}.
    private static string ResourceOf(string category) => category.Split(".Resources.") is [_, var resource] ? resource : "apphost";

    private string StateOf(string resource) => _app is not null && _app.ResourceNotifications.TryGetCurrentState(resource, out var state)
        ? $"{resource}: {state.Snapshot.State?.Text}, {state.Snapshot.HealthStatus?.ToString() ?? "health unknown"}, exit code {state.Snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none"}\n"
        : "";

    private Uri UrlOf(string resourceName) => _app!.GetEndpoint(resourceName, "http");

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
}
