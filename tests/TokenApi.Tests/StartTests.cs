using TwilioTokens;

namespace TokenApi.Tests;

/// <summary>The console output of the real program when it starts with configuration errors.</summary>
public class StartTests
{
    [Fact]
    public async Task Missing_account_stops_the_start_with_the_remedy()
    {
        var (exitCode, output) = await Start(new());

        Assert.Equal(1, exitCode);
        Assert.Contains("Twilio:AccountSid is missing. Expected: AC and 32 hexadecimal digits.", output, StringComparison.Ordinal);
        Assert.Contains("Twilio:AuthToken is missing.", output, StringComparison.Ordinal);
        Assert.Contains("Twilio:ApplicationSid is missing.", output, StringComparison.Ordinal);
        Assert.Contains("dotnet user-secrets set \"Twilio:AccountSid\" \"<value>\" --project TokenApi", output, StringComparison.Ordinal);
        Assert.Contains("dotnet user-secrets set \"Parameters:twilio-account-sid\" \"<value>\" --project AppHost", output, StringComparison.Ordinal);
        Assert.Contains("Twilio__AccountSid=", output, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project AppHost", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_secret_is_not_printed()
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
    public async Task Production_without_a_way_to_sign_in_does_not_start()
    {
        var (exitCode, output) = await Start(TestAccount.Real());

        Assert.Equal(1, exitCode);
        Assert.Contains("Authentication:Schemes:OpenIdConnect:Authority is missing. Expected: the provider's https address", output, StringComparison.Ordinal);
        Assert.Contains("Authentication:Schemes:OpenIdConnect:ClientId is missing.", output, StringComparison.Ordinal);
        Assert.Contains("Authentication:Schemes:OpenIdConnect:ClientSecret is missing.", output, StringComparison.Ordinal);
        Assert.Contains("/api/session/callback", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Development_with_a_real_account_needs_a_provider_or_the_permission_for_the_demo_sign_in()
    {
        var (exitCode, output) = await Start(TestAccount.Real(), ("ASPNETCORE_ENVIRONMENT", "Development"), ("DemoSignIn:AllowRealAccount", "false"));

        Assert.Equal(1, exitCode);
        Assert.Contains("set DemoSignIn:AllowRealAccount=true in Development", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incomplete_identity_provider_stops_the_start()
    {
        var (exitCode, output) = await Start(
            TestAccount.Real(), ("Authentication:Schemes:OpenIdConnect:Authority", "http://login.example.com"), ("Authentication:Schemes:OpenIdConnect:ClientSecret", "my_s3cr3t"));

        Assert.Equal(1, exitCode);
        Assert.Contains("Authentication:Schemes:OpenIdConnect:Authority is malformed. Expected: the provider's https address", output, StringComparison.Ordinal);
        Assert.Contains("Authentication:Schemes:OpenIdConnect:ClientId is missing.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "RateLimits:PerAddress is malformed. Expected: a number from 1 to 1000000.")]
    [InlineData("many", "'RateLimits:PerAddress' to type 'System.Int32'")]
    [InlineData("86401", "Tokens:MaxTtl is malformed. Expected: a number of seconds from 1 to 86400.", "Tokens:MaxTtl")]
    [InlineData("00:00:01", "Sessions:Lifetime is malformed. Expected: a time from 00:01:00 to 30.00:00:00.", "Sessions:Lifetime")]
    [InlineData("alice", "Sessions:Administrators needs an identity provider", "Sessions:Administrators:0")]
    [InlineData("alice@example.com", "Sessions:Administrators has a malformed name.", "Sessions:Administrators:0")]
    [InlineData("0", "Voice:TelephoneCallsPerHour is malformed. Expected: a number from 1 to 10000.", "Voice:TelephoneCallsPerHour")]
    [InlineData("0", "Voice:MaxTelephoneSeconds is malformed. Expected: a number of seconds from 1 to 86400.", "Voice:MaxTelephoneSeconds")]
    public async Task Wrong_setting_stops_the_start(string value, string named, string key = "RateLimits:PerAddress")
    {
        var (exitCode, output) = await Start(TestAccount.Sandbox(), (key, value));

        Assert.Equal(1, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_address_of_Redis_is_named_without_its_value()
    {
        var (exitCode, output) = await Start(TestAccount.Sandbox(), ("ConnectionStrings:redis", "redis:6379,pasword=s3cr3t"));

        Assert.Equal(1, exitCode);
        Assert.Contains("ConnectionStrings:redis is malformed. Expected: host, port and options", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_directory_of_secrets_is_named()
    {
        var (exitCode, output) = await Start(new(), ("SecretsDirectory", "/nowhere/secrets"));

        Assert.Equal(1, exitCode);
        Assert.Contains("SecretsDirectory is not a directory. Expected:", output, StringComparison.Ordinal);
        Assert.Contains("Twilio__AuthToken", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Start(TwilioOptions settings, params (string Key, string Value)[] others)
    {
        await using var service = ServiceProcess.Start(settings, others);
        return (await service.ExitAsync(), await service.OutputAsync());
    }
}
