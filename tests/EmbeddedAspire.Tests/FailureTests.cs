using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Execution;
using Aspire.Hosting.JavaScript;

namespace EmbeddedAspire.Tests;

/// <summary>What does not work says what, why, and what to do.</summary>
public sealed class FailureTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create("--EmbeddedAspire:StartTimeout=00:00:01");

    [Fact]
    public void A_taken_port_is_reported_with_the_process_that_has_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var web = _builder.AddExecutable("web", "sh", ".").WithHttpEndpoint(port).Resource;

        var e = Assert.Throws<DistributedApplicationException>(() => EndpointAllocator.Allocate([web], randomizePorts: false));

        Assert.Contains($"Resource 'web' cannot listen on port {port}", e.Message, StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsLinux() ? $"process {Environment.ProcessId}" : "another process", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_named()
    {
        _builder.AddExecutable("web", "no-such-program", ".");
        Assert.Contains("Resource 'web' cannot start: there is no 'no-such-program' on the PATH.", await FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_exits_before_it_is_healthy_is_reported_with_code_and_last_lines()
    {
        _builder.AddExecutable("web", "sh", ".", "-c", "echo the reason >&2; exit 3").WithHttpEndpoint().WithHttpHealthCheck();
        var message = await FailureAsync();
        Assert.Contains("Resource 'web' exited with code 3 before it was healthy.", message, StringComparison.Ordinal);
        Assert.Contains("the reason", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_stays_unhealthy_is_reported_with_the_check_and_its_last_answer()
    {
        _builder.AddExecutable("web", "sleep", ".", "60").WithHttpEndpoint().WithHttpHealthCheck("/health");
        var message = await FailureAsync();
        Assert.Contains("Resource 'web' was not healthy after 1 s: GET http://localhost:", message, StringComparison.Ordinal);
        Assert.Contains("connection refused", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_named_with_its_key()
    {
        _builder.AddExecutable("web", "sleep", ".", "60").WithEnvironment("KEY", _builder.AddParameter("api-key"));
        var message = await FailureAsync();
        Assert.Contains("Resource 'web' cannot start: Parameter resource could not be used", message, StringComparison.Ordinal);
        Assert.Contains("configuration key 'Parameters:api-key' is missing", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_installation_is_reported_with_the_last_lines_of_npm()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("package.json"), """{ "name": "web", "scripts": { "dev": "true" } }""", Token);
        await File.WriteAllTextAsync(directory.File("package-lock.json"), "not json", Token);
        _builder.AddViteApp("web", directory.Path);

        var message = await FailureAsync();

        Assert.Contains($"Resource 'web-installer': 'npm ci' in {directory.Path} failed with exit code", message, StringComparison.Ordinal);
        Assert.Contains("npm error", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("npm")]
    public async Task A_missing_Node_or_npm_is_named_with_where_to_get_it(string missing)
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("package.json"), """{ "engines": { "node": ">=20.19" } }""", Token);
        foreach (var program in ((string[])["node", "npm"]).Where(program => program != missing))
        {
            await File.WriteAllTextAsync(directory.File(OperatingSystem.IsWindows() ? $"{program}.exe" : program), "", Token);
        }

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => NodeRequirement.CheckAsync("web", directory.Path, directory.Path, Token));

        Assert.Equal(
            $"Resource 'web' needs Node.js >=20.19, and there is no '{missing}' on the PATH. "
            + "Install Node.js >=20.19, with npm (https://nodejs.org, or your package manager), and start again.", e.Message);
    }

    [Fact]
    public async Task A_Node_that_is_too_old_is_reported_with_the_version_that_is_needed()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("package.json"), """{ "engines": { "node": ">=99.1" } }""", Token);
        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => NodeRequirement.CheckAsync("web", directory.Path, ProgramPath.Standard, Token));
        Assert.Contains("Resource 'web' needs Node.js >=99.1, and", e.Message, StringComparison.Ordinal);
        Assert.Contains("https://nodejs.org", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20.18.3", false)]
    [InlineData("20.19.0", true)]
    [InlineData("21.7.3", false)]
    [InlineData("22.12.0", false)]
    [InlineData("22.21.1", true)]
    [InlineData("23.11.0", false)]
    [InlineData("24.0.0", true)]
    [InlineData("25.1.0", true)]
    public void Versions_of_Node_are_those_of_npms_ranges(string installed, bool allowed) =>
        Assert.Equal(allowed, NodeRequirement.Allows("^20.19 || ^22.13 || >=24", Version.Parse(installed)));

    [Fact]
    public async Task Who_waits_for_a_resource_hears_why_it_failed()
    {
        var broken = _builder.AddExecutable("broken", "sh", ".", "-c", "exit 3").WithHttpEndpoint().WithHttpHealthCheck();
        _builder.AddExecutable("web", "sleep", ".", "60").WaitFor(broken);
        await using var app = await _builder.BuildAsync(Token);

        var starting = app.StartAsync(Token);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("broken", Token));
        Assert.Contains("exited with code 3", e.Message, StringComparison.Ordinal);
        Assert.Contains("Resource 'broken'", (await Assert.ThrowsAsync<DistributedApplicationException>(() => starting)).Message, StringComparison.Ordinal);
    }

    private async Task<string> FailureAsync()
    {
        await using var app = await _builder.BuildAsync(Token);
        return (await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Token))).Message;
    }
}
