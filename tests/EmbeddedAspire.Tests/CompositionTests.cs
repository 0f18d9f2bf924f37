namespace EmbeddedAspire.Tests;

/// <summary>AppHost itself, as the generated Projects.AppHost reaches it.</summary>
public sealed class CompositionTests
{
    private const string RealAccount = "AC0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task Without_a_real_account_the_sandbox_stands_in_for_Twilio()
    {
        await using var builder = await CreateAsync();
        Assert.True(builder.Resources.TryGetByName("sandbox", out _));

        var variables = await builder.VariablesAsync("tokenapi");

        Assert.Equal("AC00000000000000000000000000facade", variables["Twilio__AccountSid"]);
        Assert.Equal("AP00000000000000000000000000facade", variables["Twilio__ApplicationSid"]);
        Assert.Equal("SK00000000000000000000000000facade", variables["Twilio__ApiKeySid"]);
        Assert.Equal(32, variables["Twilio__AuthToken"].Length);
        Assert.Equal(32, variables["Twilio__ApiKeySecret"].Length);
        Assert.StartsWith("http://localhost:", variables["Twilio__SandboxUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_knows_the_account_and_the_voice_url()
    {
        await using var builder = await CreateAsync();
        var variables = await builder.VariablesAsync("sandbox");
        Assert.Equal("AC00000000000000000000000000facade", variables["Sandbox__AccountSid"]);
        Assert.Equal("SK00000000000000000000000000facade", variables["Sandbox__ApiKeySid"]);
        Assert.Matches("^http://localhost:[0-9]+/voice$", variables["Sandbox__VoiceUrl"]);
        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
    }

    [Fact]
    public async Task A_real_account_switches_the_sandbox_off()
    {
        await using var builder = await CreateAsync(
            $"--Parameters:twilio_account_sid={RealAccount}", "--Parameters:twilio_auth_token=token", "--Parameters:twilio_application_sid=AP1");
        Assert.False(builder.Resources.TryGetByName("sandbox", out _));

        var variables = await builder.VariablesAsync("tokenapi");

        Assert.Equal(RealAccount, variables["Twilio__AccountSid"]);
        Assert.Equal("token", variables["Twilio__AuthToken"]);
        Assert.DoesNotContain("Twilio__SandboxUrl", variables.Keys);
        Assert.DoesNotContain("Twilio__ApiKeySid", variables.Keys);
    }

    [Fact]
    public async Task The_start_says_which_account_is_in_use_and_shortens_it()
    {
        await using var builder = await CreateAsync(
            $"--Parameters:twilio-account-sid={RealAccount}", "--Parameters:twilio-auth-token=token", "--Parameters:twilio-application-sid=AP1");
        foreach (var resource in builder.Resources.Where(r => r is ProjectResource or ExecutableResource).ToList())
        {
            builder.Resources.Remove(resource);
        }

        var log = new ListLoggerProvider();
        log.AddTo(builder.Services);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);

        var line = await log.WaitForAsync("Aspire.Hosting.Twilio.TwilioResource", "Twilio:", TestContext.Current.CancellationToken);
        Assert.Equal("Information: Twilio: the real account AC0123…cdef.", line);
    }

    [Fact]
    public async Task Half_of_a_real_account_is_an_error_that_names_the_other_half()
    {
        await using var builder = await CreateAsync($"--Parameters:twilio-account-sid={RealAccount}", "--Parameters:twilio-api-key-sid=SK1");
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Parameters:twilio-auth-token, Parameters:twilio-application-sid, Parameters:twilio-api-key-secret", e.Message, StringComparison.Ordinal);
        Assert.Contains("user-secrets", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_is_sandbox_then_tokenapi_then_webclient()
    {
        await using var builder = await CreateAsync();
        Assert.Equal(["sandbox"], Waits(builder, "tokenapi"));
        Assert.Equal(["webclient-installer", "tokenapi"], Waits(builder, "webclient"));
    }

    private static Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(args, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Waits(IDistributedApplicationBuilder builder, string name)
    {
        Assert.True(builder.Resources.TryGetByName(name, out var resource));
        return resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name);
    }
}
