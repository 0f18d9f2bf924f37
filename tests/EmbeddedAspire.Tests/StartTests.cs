using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EmbeddedAspire.Tests;

/// <summary>Real processes, started in the order in which they wait for one another.</summary>
public sealed class StartTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Fact]
    public async Task The_services_of_AppHost_become_healthy_and_answer()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Token);
        // The page has its own tests, in a browser.
        foreach (var resource in builder.Resources.Where(r => r.Name.StartsWith("webclient", StringComparison.Ordinal)).ToList())
        {
            builder.Resources.Remove(resource);
        }

        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);

        await app.ResourceNotifications.WaitForResourceHealthyAsync("tokenapi", Token);
        using var client = app.CreateHttpClient("tokenapi");
        Assert.Equal("Healthy", await client.GetStringAsync("/health", Token));
        Assert.Equal(client.BaseAddress, app.GetEndpoint("tokenapi", "http"));
        await app.DisposeAsync(); // Once more at the end of this block, which does nothing.
    }

    [Fact]
    public async Task A_resource_starts_when_what_it_waits_for_has_completed()
    {
        using var directory = new TemporaryDirectory();
        var first = _builder.AddExecutable("first", "sh", directory.Path, "-c", "echo first >> order");
        _builder.AddExecutable("second", "sh", directory.Path, "-c", "echo second >> order; exec sleep 60").WaitForCompletion(first);

        await using var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);
        await app.ResourceNotifications.WaitForResourceAsync("first", KnownResourceStates.Finished, Token);
        await directory.WaitForLinesAsync("order", 2, Token);

        Assert.Equal(["first", "second"], await File.ReadAllLinesAsync(directory.File("order"), Token));
        Assert.True(app.ResourceNotifications.TryGetCurrentState("first", out var state));
        Assert.Equal((KnownResourceStates.Finished, 0), (state.Snapshot.State?.Text, state.Snapshot.ExitCode));
    }

    [Fact]
    public async Task A_resource_without_health_checks_is_healthy_when_it_runs()
    {
        _builder.AddExecutable("sleeper", "sleep", ".", "60");
        await using var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);
        var update = await app.ResourceNotifications.WaitForResourceHealthyAsync("sleeper", Token);
        Assert.Equal(HealthStatus.Healthy, update.Snapshot.HealthStatus);
    }

    [Fact]
    public async Task A_resource_goes_through_its_states_in_order()
    {
        var first = _builder.AddExecutable("first", "sleep", ".", "60");
        _builder.AddExecutable("second", "sleep", ".", "60").WaitFor(first);
        await using var app = await _builder.BuildAsync(Token);
        var states = new List<string?>();
        var watching = app.ResourceNotifications.WaitForResourceAsync(
            "second",
            e =>
            {
                states.Add(e.Snapshot.State?.Text);
                return e.Snapshot.State?.Text == KnownResourceStates.Exited;
            },
            Token);

        await app.StartAsync(Token);
        await app.StopAsync(Token);
        await watching;

        Assert.Equal(["Waiting", "Starting", "Running", "Stopping", "Exited"], states);
    }

    [Fact]
    public async Task A_resource_that_nothing_starts_has_the_state_that_it_was_given()
    {
        _builder.AddResource(new Account()).WithInitialState(new() { ResourceType = "Account", State = KnownResourceStates.Running, Properties = [] });
        await using var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("account", out var state));
        Assert.Equal(("Account", "Running"), (state.Snapshot.ResourceType, state.Snapshot.State?.Text));
    }

    [Fact]
    public async Task What_a_resource_prints_goes_to_the_logger_of_its_category()
    {
        var log = new ListLoggerProvider();
        log.AddTo(_builder.Services);
        _builder.AddExecutable("talker", "sh", ".", "-c", "echo hello; echo trouble >&2; exec sleep 60");

        await using var app = await _builder.BuildAsync(Token);
        await app.StartAsync(Token);

        var category = $"{_builder.Environment.ApplicationName}.Resources.talker";
        Assert.EndsWith("hello", await log.WaitForAsync(category, "hello", Token), StringComparison.Ordinal);
        Assert.StartsWith("Error", await log.WaitForAsync(category, "trouble", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_AppHost_are_not_in_the_environment_of_its_children()
    {
        using var directory = new TemporaryDirectory();
        Environment.SetEnvironmentVariable("Parameters__leak", "s3cret");
        try
        {
            _builder.AddExecutable("printer", "sh", directory.Path, "-c", "env > variables.part; mv variables.part variables; exec sleep 60");
            await using var app = await _builder.BuildAsync(Token);
            await app.StartAsync(Token);
            await directory.WaitForLinesAsync("variables", 1, Token);
        }
        finally
        {
            Environment.SetEnvironmentVariable("Parameters__leak", null);
        }

        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(directory.File("variables"), Token), StringComparison.Ordinal);
    }

    private sealed class Account() : Resource("account");
}
