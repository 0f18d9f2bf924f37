using System.Net.Http.Json;
using System.Text.Json;

namespace AppHost.Tests.Dashboard;

/// <summary>The whole application with its dashboard, started once, beside the tests that do not need it.</summary>
[CollectionDefinition(nameof(DashboardApplication))]
public sealed class DashboardApplication() : Application(dashboard: true, $"--AppHost:DashboardApiKey={ApiKey}"), ICollectionFixture<DashboardApplication>
{
    private const string ApiKey = "dashboard-of-the-tests";

    private static readonly HttpClient s_http = new();

    /// <summary>Executes a command of the sandbox as the dashboard does.</summary>
    public Task<ExecuteCommandResult> ExecuteAsync(string command, params IEnumerable<(string Name, string Value)> arguments) =>
        App.ResourceCommands.ExecuteCommandAsync(
            "sandbox",
            command,
            new InteractionInputCollection([.. from argument in arguments select new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value }]),
            TestContext.Current.CancellationToken);

    /// <summary>Gets JSON from the sandbox.</summary>
    public Task<JsonElement> GetFromSandboxAsync(string path) => s_http.GetFromJsonAsync<JsonElement>(new Uri(SandboxUrl, path), TestContext.Current.CancellationToken);

    /// <summary>Gets JSON from the dashboard's telemetry API.</summary>
    public async Task<JsonElement> GetFromDashboardAsync(string path)
    {
        var dashboard = await App.GetDashboardUrlAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(dashboard, path)) { Headers = { { "X-API-Key", ApiKey } } };
        using var answer = await s_http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
