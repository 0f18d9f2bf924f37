using System.Text.Json;

namespace AppHost.Tests.Model;

/// <summary>The manifest that AppHost publishes.</summary>
public sealed class PublishTests
{
    private const string Secret = "s3cret-not-for-a-manifest";

    [Fact]
    public async Task Manifest_has_TokenApi_and_Redis_but_no_sandbox_and_no_secret()
    {
        var manifest = await PublishAsync($"--Parameters:twilio-auth-token={Secret}", $"--Parameters:sign-in-client-secret={Secret}");
        var resources = JsonDocument.Parse(manifest).RootElement.GetProperty("resources");
        Assert.Equal(
            ["redis", "tokenapi"],
            from resource in resources.EnumerateObject() where resource.Value.GetProperty("type").GetString() is "project.v0" or "container.v0" orderby resource.Name select resource.Name);

        var variables = resources.GetProperty("tokenapi").GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString());
        Assert.Equal("{twilio-auth-token.value}", variables["Twilio__AuthToken"]);
        Assert.Equal("{public-url.value}", variables["Twilio__PublicUrl"]);
        Assert.Equal("{proxy-network.value}", variables["ForwardedHeaders__KnownNetworks__0"]);
        Assert.Equal("{sign-in-authority.value}", variables["Authentication__Schemes__OpenIdConnect__Authority"]);
        Assert.Equal("{sign-in-client-secret.value}", variables["Authentication__Schemes__OpenIdConnect__ClientSecret"]);
        Assert.Equal("{redis.connectionString}", variables["ConnectionStrings__redis"]);
        Assert.DoesNotContain("Twilio__SandboxUrl", variables.Keys);
        Assert.DoesNotContain(Secret, manifest, StringComparison.Ordinal);
    }

    private static async Task<string> PublishAsync(params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("manifest-");
        try
        {
            var file = Path.Combine(folder.FullName, "aspire-manifest.json");
            await using var publish = ChildProcess.Start(
                ChildProcess.DotNet, ["run", "--no-build", "--project", "AppHost", "--", "--operation", "publish", "--publisher", "manifest", "--output-path", file, .. args]);
            Assert.True(await publish.EndsAsync(TimeSpan.FromMinutes(1)) == 0, publish.Output);
            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
