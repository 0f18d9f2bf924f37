using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Container.Tests.Docker;
using Container.Tests.Page;

namespace Container.Tests;

/// <summary>compose.yaml, as it stands.</summary>
public sealed class ComposeTests(Images images) : IAsyncLifetime
{
    private static readonly string s_repository = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private readonly string _project = $"capability-aspire-test-{Environment.ProcessId}";
    private readonly int _port = SandboxProcess.FreePort();
    private string[] _program = [];
    private bool _up;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_up)
        {
            await ComposeAsync("down", "--volumes", "--timeout", "5");
        }
    }

    [Fact]
    public async Task It_starts_what_is_needed_and_sessions_outlive_a_restart_of_everything()
    {
        images.Require();
        images.Require(await FindAsync() ? null : "There is neither docker compose nor docker-compose: apt-get install docker-compose");
        _up = true;
        await ComposeAsync("up", "--detach", "--no-build");
        using var alice = new HttpClient { BaseAddress = new($"http://localhost:{_port}/") };
        await HealthyAsync(alice);
        (await alice.PostAsJsonAsync("api/session", new { name = "alice" }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        Assert.Contains("<!doctype html>", await alice.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);

        await ComposeAsync("down", "--timeout", "5");
        await ComposeAsync("up", "--detach", "--no-build");
        await HealthyAsync(alice);

        Assert.Equal("""{"name":"alice"}""", await alice.GetStringAsync("api/session", TestContext.Current.CancellationToken));
    }

    private static async Task HealthyAsync(HttpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                if (await client.GetStringAsync("health", limit.Token) == "Healthy")
                {
                    return;
                }
            }
            catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                // Not yet.
            }
        }
    }

    // The plugin of newer engines, or the program of older ones.
    private async Task<bool> FindAsync()
    {
        foreach (var program in (string[][])[["docker", "compose"], ["docker-compose"]])
        {
            try
            {
                _program = program;
                await ComposeAsync("version");
                return true;
            }
            catch (Exception e) when (e is Win32Exception or Xunit.Sdk.TrueException)
            {
                // Not this one.
            }
        }

        return false;
    }

    private async Task ComposeAsync(params string[] command)
    {
        string[] arguments = [.. _program[1..], .. command is ["version"] ? [] : (string[])["--project-name", _project], .. command];
        var start = new ProcessStartInfo(_program[0], arguments) { WorkingDirectory = s_repository, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TOKENAPI_IMAGE"] = Images.TokenApi;
        start.Environment["REDIS_IMAGE"] = images.Redis;
        start.Environment["TOKENAPI_ADDRESS"] = $"127.0.0.1:{_port}";
        start.Environment["TOKENAPI_SECRETS"] = Secrets.With("Twilio__SandboxUrl", "http://localhost:5102");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', _program)} {string.Join(' ', command)} ended with {process.ExitCode}:\n{errors}{await output}");
    }
}
