using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Harness;

/// <summary>The whole application, started once for all tests by its own AppHost, on random ports.</summary>
public sealed class Application : IPhoneSystem, IAsyncLifetime
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);

    // Always the sandbox, whatever account is in the user secrets or the environment of whoever runs the tests.
    private static readonly string[] s_noRealAccount =
        [.. from setting in (string[])["account-sid", "auth-token", "application-sid", "api-key-sid", "api-key-secret"] select $"--Parameters:twilio-{setting}="];

    private DistributedApplication? _app;
    private ChildProcess? _pageServer;

    /// <summary>What the application host and its resources have logged.</summary>
    public LogCollector Logs { get; } = new();

    /// <inheritdoc/>
    public Task<string> ReadLogsAsync() => Task.FromResult(Logs.Text);

    /// <inheritdoc/>
    public TimeProvider Clock => TimeProvider.System;

    /// <summary>The built page: it loads in a fraction of the time that the development server's many modules take.</summary>
    public Uri PageUrl { get; private set; } = null!;

    /// <summary>The page as a developer sees it, from Vite's development server.</summary>
    public Uri DevelopmentPageUrl => UrlOf("webclient");

    /// <summary>Where TokenApi is.</summary>
    public Uri TokenApiUrl => UrlOf("tokenapi");

    /// <inheritdoc/>
    public Uri SandboxUrl => UrlOf("sandbox");

    /// <summary>Where a resource of AppHost is.</summary>
    public Uri UrlOf(string resourceName) => _app!.GetEndpoint(resourceName, "http");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_startLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(s_noRealAccount, limit.Token);
        builder.Services.AddLogging(logging => logging.AddProvider(Logs));
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

        (PageUrl, _pageServer) = await BuiltPage.ServeAsync(TokenApiUrl, SandboxUrl);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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
