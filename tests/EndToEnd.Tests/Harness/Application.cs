using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(EndToEnd.Tests.Harness.Application))]

namespace EndToEnd.Tests.Harness;

/// <summary>The whole application, started once for all tests by its own AppHost, on random ports.</summary>
public sealed class Application : IAsyncLifetime
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);

    // Always the sandbox, whatever account is in the user secrets or the environment of whoever runs the tests.
    private static readonly string[] s_noRealAccount =
        [.. from setting in (string[])["account-sid", "auth-token", "application-sid", "api-key-sid", "api-key-secret"] select $"--Parameters:twilio-{setting}="];

    private DistributedApplication? _app;

    /// <summary>What the application host and its resources have logged.</summary>
    public LogCollector Logs { get; } = new();

    public Uri PageUrl => _app!.GetEndpoint("webclient", "http");

    public Uri TokenApiUrl => UrlOf("tokenapi");

    public Uri UrlOf(string resourceName) => _app!.GetEndpoint(resourceName, "http");

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
    }

    public HttpClient CreateHttpClient(string resourceName) => _app!.CreateHttpClient(resourceName);

    /// <summary>The sandbox's journal of one client: each event's type, Twilio's code if there is one, and the explanation.</summary>
    public async Task<IReadOnlyList<SandboxEvent>> EventsOfAsync(string client)
    {
        using var sandbox = CreateHttpClient("sandbox");
        return await sandbox.GetFromJsonAsync<SandboxEvent[]>(
            new Uri($"/sandbox/events?client={client}", UriKind.Relative), JsonSerializerOptions.Web, TestContext.Current.CancellationToken) ?? [];
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}

public sealed record SandboxEvent(string Type, int? Code = null, string? Message = null, string? Explanation = null);
