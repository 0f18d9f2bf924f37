using System.Net;

namespace TokenApi.Tests.SharedState;

/// <summary>The keys of the session cookies without Redis.</summary>
public sealed class SessionKeysTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("keys-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Keys_are_in_memory_by_default_and_the_log_warns()
    {
        var home = Path.Combine(_directory.FullName, "home");
        var service = ServiceProcess.Start(TestAccount.Sandbox(), ("HOME", home), ("ConnectionStrings:redis", ""));
        await using (service)
        {
            using var client = new HttpClient { BaseAddress = await service.AddressAsync() };
            Assert.Equal(HttpStatusCode.OK, (await client.PostText("/api/session", """{"name":"alice"}""")).StatusCode);
        }

        Assert.False(Directory.Exists(home));
        Assert.Contains("The sessions and their keys are in memory", await service.OutputAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Environment.CurrentDirectory, "key-*.xml", SearchOption.AllDirectories), File.Exists);
    }

    [Fact]
    public async Task Keys_are_in_the_configured_directory()
    {
        using var app = new TokenApiApp { Settings = { ["Sessions:KeyDirectory"] = _directory.FullName } };

        await app.SignedInAs("alice");

        Assert.Single(_directory.EnumerateFiles("key-*.xml"));
    }

    [Fact]
    public async Task Directory_that_cannot_be_written_makes_the_service_unhealthy()
    {
        // /proc is read-only for every user, also for root.
        using var app = new TokenApiApp { Settings = { ["Sessions:KeyDirectory"] = "/proc" } };

        var health = await app.CreateClient().Get("/health");
        var signIn = await app.CreateClient().PostText("/api/session", """{"name":"alice"}""");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (health.StatusCode, await health.Text()));
        Assert.Equal("not-ready", (await Problem.Of(signIn, HttpStatusCode.ServiceUnavailable)).Code);
    }
}
