using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Container.Tests.Docker;

namespace Container.Tests;

/// <summary>One container for all tests of a class.</summary>
public sealed class Standalone(Images images) : IAsyncLifetime
{
    public Service Service { get; private set; } = null!;

    public Images Images => images;

    public async ValueTask InitializeAsync()
    {
        if (images.Missing is null)
        {
            Service = await Service.StartAsync(images);
        }
    }

    public ValueTask DisposeAsync() => Service?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The image: its answers and its restrictions.</summary>
public sealed class ImageTests(Standalone standalone) : IClassFixture<Standalone>, IAsyncLifetime
{
    public ValueTask InitializeAsync()
    {
        standalone.Images.Require();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Image_is_healthy() =>
        Assert.Equal("Healthy", await new HttpClient().GetStringAsync(new Uri(standalone.Service.Url, "health"), Cancelled));

    [Fact]
    public async Task Token_has_the_requested_claims_and_is_signed_with_the_auth_token()
    {
        using var alice = new HttpClient { BaseAddress = standalone.Service.Url };
        (await alice.PostAsJsonAsync("api/session", new { name = "alice" }, Cancelled)).EnsureSuccessStatusCode();
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var answer = await alice.PostAsJsonAsync("api/tokens/capability", new { incoming = true, ttl = 600 }, Cancelled);

        var token = Oracle.Read((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("token").GetString()!, Secrets.AuthToken);

        Assert.Equal("scope:client:incoming?clientName=alice", token.GetProperty("scope").GetString());
        Assert.Equal("AC00000000000000000000000000facade", token.GetProperty("iss").GetString());
        Assert.InRange(token.GetProperty("exp").GetInt64(), before + 600, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 600);
    }

    [Fact]
    public async Task Process_runs_as_uid_1654_without_capabilities_and_new_privileges()
    {
        var inspected = await standalone.Images.Client.Containers.InspectContainerAsync(standalone.Service.Id, Cancelled);
        var status = (await File.ReadAllLinesAsync($"/proc/{inspected.State!.Pid}/status", Cancelled)).Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1].Trim());

        Assert.Equal(["1654", "1654", "1654", "1654"], status["Uid"].Split('\t'));
        Assert.Equal(0UL, ulong.Parse(status["CapEff"], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal("1", status["NoNewPrivs"]);
    }

    [Fact]
    public async Task Root_file_system_is_read_only()
    {
        var inspected = await standalone.Images.Client.Containers.InspectContainerAsync(standalone.Service.Id, Cancelled);
        var root = (await File.ReadAllLinesAsync($"/proc/{inspected.State!.Pid}/mountinfo", Cancelled)).Select(line => line.Split(' ')).Single(mount => mount[4] == "/");

        Assert.Contains("ro", root[5].Split(','));
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/bash")]
    [InlineData("/usr/bin/apt")]
    [InlineData("/usr/bin/dpkg")]
    public async Task Image_has_no_shell_and_no_package_manager(string program) =>
        Assert.Contains((await standalone.Service.ExecAsync(program, "--version")).ExitCode, (long?[])[126, 127]);

    [Fact]
    public async Task Secrets_are_not_in_the_image_its_history_or_the_inspected_container()
    {
        var docker = standalone.Images.Client;
        var shown = JsonSerializer.Serialize(await docker.Images.InspectImageAsync(Images.TokenApi, Cancelled))
            + JsonSerializer.Serialize(await docker.Images.GetImageHistoryAsync(Images.TokenApi, Cancelled))
            + JsonSerializer.Serialize(await docker.Containers.InspectContainerAsync(standalone.Service.Id, Cancelled));

        Assert.Contains("SecretsDirectory=/run/secrets", shown, StringComparison.Ordinal);
        Assert.All((string[])[Secrets.AuthToken, Secrets.ApiKeySecret, "facade"], secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_secrets_stop_the_start_and_are_named()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Service.StartAsync(standalone.Images, container => container.WithEnvironment("SecretsDirectory", "")));

        Assert.Contains("Twilio:AuthToken is missing. Expected: 32 letters and digits.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGTERM_ends_it_within_two_seconds_with_exit_code_0()
    {
        await using var service = await Service.StartAsync(standalone.Images);

        var (exitCode, took) = await service.TerminateAsync();

        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK, "default-src 'none'; script-src 'self'")]
    [InlineData("api/client", HttpStatusCode.OK, "default-src 'none';")]
    [InlineData("api/nothing", HttpStatusCode.NotFound, "default-src 'none';")]
    public async Task Every_answer_has_a_Content_Security_Policy(string path, HttpStatusCode status, string policy)
    {
        using var answer = await new HttpClient().GetAsync(new Uri(standalone.Service.Url, path), Cancelled);

        Assert.Equal(status, answer.StatusCode);
        Assert.StartsWith(policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
