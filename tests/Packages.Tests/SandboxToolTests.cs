using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>The dotnet tool, installed from its package.</summary>
public sealed class SandboxToolTests(LocalFeed feed) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = feed.CreateFolder($"tool-{Guid.NewGuid():N}");

    private string Tool => Path.Combine(_folder.FullName, "bin", OperatingSystem.IsWindows() ? "twilio-sandbox.exe" : "twilio-sandbox");

    public async ValueTask InitializeAsync() =>
        await feed.DotNetAsync(_folder, "tool", "install", "Capability.Aspire.Sandbox", "--version", feed.Version, "--tool-path", "bin");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tool_issues_and_explains_tokens_and_runs_the_sandbox()
    {
        // The settings of the user's application are not the sandbox's.
        File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), """{ "Urls": "http://0.0.0.0:1", "Sandbox": { "AccountSid": "nonsense" } }""");

        var token = (await feed.RunAsync(_folder, Tool, ["token", "--client", "alice", "--incoming", "--kind", "access", "--ttl", "600"])).Trim();
        Assert.Contains("access token of alice", await feed.RunAsync(_folder, Tool, ["explain", token]), StringComparison.Ordinal);
        await using (var refused = feed.Start(_folder, Tool, ["explain", $"{token}x", "--json"]))
        {
            Assert.Equal(1, await refused.EndsAsync(Wait.Limit));
            Assert.Contains("\"code\": 31202", refused.Output, StringComparison.Ordinal);
        }

        var port = FreePort();
        var address = $"http://localhost:{port}";
        await using var sandbox = feed.Start(_folder, Tool, ["run", "--port", port, "--voice-url", "http://localhost:3000/voice"]);
        await sandbox.SaysAsync("TWILIO_TWIML_APP_SID=AP00000000000000000000000000facade", Wait.Limit);
        Assert.Contains($"""<script src="{address}/sandbox.js"></script>""", sandbox.Output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = new(address) };
        Assert.Equal("Healthy", await http.GetStringAsync("/health", TestContext.Current.CancellationToken));
        await sandbox.SignalAsync();
        Assert.Equal(0, await sandbox.EndsAsync(Wait.Limit));
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
