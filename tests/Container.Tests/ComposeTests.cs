using System.ComponentModel;
using System.Net;
using System.Net.Http.Json;
using Container.Tests.Docker;
using EndToEnd.Harness;

namespace Container.Tests;

/// <summary>The unchanged compose.yaml.</summary>
public sealed class ComposeTests(Images images) : IAsyncLifetime
{
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_healthLimit = TimeSpan.FromSeconds(60);

    private readonly string _project = $"capability-aspire-test-{Environment.ProcessId}";
    private readonly int _port = Ports.Free();
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
    public async Task Compose_starts_everything_and_sessions_survive_a_restart()
    {
        images.Require();
        images.Require(await FindAsync() ? null : "docker compose and docker-compose are missing: apt-get install docker-compose");
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

    private static Task<string> HealthyAsync(HttpClient client) => Wait.UntilAsync(
        "a healthy TokenApi",
        async () =>
        {
            try
            {
                return await client.GetStringAsync("health", TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                return e.Message; // Not yet.
            }
        },
        health => health == "Healthy",
        s_healthLimit);

    // A plugin of newer engines, or a separate program.
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
        await using var compose = ChildProcess.Start(_program[0], arguments, environment: new Dictionary<string, string?>
        {
            ["TOKENAPI_IMAGE"] = Images.TokenApi,
            ["REDIS_IMAGE"] = images.Redis,
            ["TOKENAPI_ADDRESS"] = $"127.0.0.1:{_port}",
            ["TOKENAPI_SECRETS"] = Secrets.With("Twilio__SandboxUrl", "http://localhost:5102"),
        });
        var exitCode = await compose.EndsAsync(s_commandLimit);
        Assert.True(exitCode == 0, $"{compose.Command} ended with {exitCode}:\n{compose.Output}");
    }
}
