using System.Text.Json;

namespace AppHost.Tests.Model;

/// <summary>The manifest that AppHost publishes.</summary>
public sealed class PublishTests
{
    private static readonly string s_secret = "s3cret-not-for-a-manifest";

    [Fact]
    public async Task Manifest_has_TokenApi_with_its_settings_and_Redis_and_nothing_of_the_sandbox()
    {
        var manifest = await PublishAsync();
        var resources = JsonDocument.Parse(manifest).RootElement.GetProperty("resources");
        Assert.Equal(
            ["redis", "tokenapi"],
            from resource in resources.EnumerateObject() where resource.Value.GetProperty("type").GetString() is "project.v0" or "container.v0" orderby resource.Name select resource.Name);

        var variables = resources.GetProperty("tokenapi").GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString());
        Assert.Equal("{public-url.value}", variables["Twilio__PublicUrl"]);
        Assert.Equal("{proxy-network.value}", variables["ForwardedHeaders__KnownNetworks__0"]);
        Assert.Equal("{sign-in-authority.value}", variables["Authentication__Schemes__OpenIdConnect__Authority"]);
        Assert.Equal("{sign-in-client-secret.value}", variables["Authentication__Schemes__OpenIdConnect__ClientSecret"]);
        Assert.Equal("{redis.connectionString}", variables["ConnectionStrings__redis"]);
        Assert.DoesNotContain("Twilio__SandboxUrl", variables.Keys);
    }

    [Fact]
    public async Task Manifest_has_references_to_secrets_and_no_values()
    {
        var manifest = await PublishAsync($"--Parameters:twilio-auth-token={s_secret}", $"--Parameters:sign-in-client-secret={s_secret}");
        Assert.DoesNotContain(s_secret, manifest, StringComparison.Ordinal);
        Assert.Contains("{twilio-auth-token.value}", manifest, StringComparison.Ordinal);
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
