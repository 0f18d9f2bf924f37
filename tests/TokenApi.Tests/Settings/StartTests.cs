using TokenApi.Tests.Api;
using TwilioTokens;

namespace TokenApi.Tests.Settings;

/// <summary>What a person sees on the console who starts the program with wrong settings: the real program in its own process.</summary>
public class StartTests
{
    [Fact]
    public async Task Missing_settings_stop_the_start_with_one_message_that_helps()
    {
        var (exitCode, output) = await Start(new());

        Assert.Equal(1, exitCode);
        Assert.Contains("Twilio:AccountSid is missing. Expected: AC and 32 hexadecimal digits.", output, StringComparison.Ordinal);
        Assert.Contains("Twilio:AuthToken is missing.", output, StringComparison.Ordinal);
        Assert.Contains("Twilio:ApplicationSid is missing.", output, StringComparison.Ordinal);
        Assert.Contains("dotnet user-secrets set", output, StringComparison.Ordinal);
        Assert.Contains("Twilio__AccountSid=", output, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project AppHost", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_secret_is_not_shown()
    {
        var settings = TestAccount.Real();
        settings.AuthToken = "my_s3cr3t";

        var (exitCode, output) = await Start(settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("Twilio:AuthToken is malformed.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_proxy_is_named()
    {
        var (exitCode, output) = await Start(
            TestAccount.Real(), ("ForwardedHeaders:KnownProxies:0", "proxy.example.com"), ("ForwardedHeaders:KnownNetworks:0", "10.0.0.0"));

        Assert.Equal(1, exitCode);
        Assert.Contains("ForwardedHeaders:KnownProxies:0 is malformed. Expected: an IP address, such as 10.0.0.7.", output, StringComparison.Ordinal);
        Assert.Contains("ForwardedHeaders:KnownNetworks:0 is malformed.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_in_which_nobody_could_sign_in_does_not_start()
    {
        var (exitCode, output) = await Start(TestAccount.Real());

        Assert.Equal(1, exitCode);
        Assert.Contains("nobody could sign in", output, StringComparison.Ordinal);
        Assert.Contains("Authentication:OpenIdConnect:Authority, :ClientId and :ClientSecret", output, StringComparison.Ordinal);
        Assert.Contains("/api/session/callback", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_the_settings_for_signing_in_are_not_enough()
    {
        var (exitCode, output) = await Start(
            TestAccount.Real(), ("Authentication:OpenIdConnect:Authority", "http://login.example.com"), ("Authentication:OpenIdConnect:ClientSecret", "my_s3cr3t"));

        Assert.Equal(1, exitCode);
        Assert.Contains("Authentication:OpenIdConnect:Authority is malformed. Expected: the provider's https address", output, StringComparison.Ordinal);
        Assert.Contains("Authentication:OpenIdConnect:ClientId is missing.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "PerAddress must be between 1 and 1000000")]
    [InlineData("many", "'RateLimits:PerAddress' to type 'System.Int32'")]
    public async Task Limit_of_nothing_or_no_number_is_no_limit_to_start_with(string limit, string named)
    {
        var (exitCode, output) = await Start(TestAccount.Sandbox(), ("RateLimits:PerAddress", limit));

        Assert.Equal(1, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_address_of_Redis_is_named_and_not_shown()
    {
        var (exitCode, output) = await Start(TestAccount.Sandbox(), ("ConnectionStrings:redis", "redis:6379,pasword=s3cr3t"));

        Assert.Equal(1, exitCode);
        Assert.Contains("ConnectionStrings:redis is malformed. Expected: host, port and options", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_of_secrets_that_is_not_there_is_named()
    {
        var (exitCode, output) = await Start(new(), ("SecretsDirectory", "/nowhere/secrets"));

        Assert.Equal(1, exitCode);
        Assert.Contains("SecretsDirectory names no directory: /nowhere/secrets", output, StringComparison.Ordinal);
        Assert.Contains("Twilio__AuthToken", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Start(TwilioOptions settings, params (string Key, string Value)[] others)
    {
        await using var service = ServiceProcess.Start(settings, others);
        return (await service.ExitAsync(), await service.OutputAsync());
    }
}
