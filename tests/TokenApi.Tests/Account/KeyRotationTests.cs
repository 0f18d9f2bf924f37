using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TwilioTokens;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Account;

/// <summary>The configuration of a running service changes.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private const string Old = TestAccount.AuthToken;
    private const string New = "111111111111111111111111badcafe1";

    private readonly TokenApiApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Auth_token_is_rotated_without_refusing_a_request()
    {
        var alice = await _app.SignedInAs("alice");
        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(Old));
        Assert.Equal(HttpStatusCode.Forbidden, await AskSignedWith(New));

        _app.Change("Twilio:SecondaryAuthToken", New);
        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(Old));
        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(New));
        Assert.True((await TokenOf(alice)).IsSignedWith(Old));

        _app.Change("Twilio:AuthToken", New);
        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(New));
        Assert.Equal(HttpStatusCode.Forbidden, await AskSignedWith(Old));
        Assert.True((await TokenOf(alice)).IsSignedWith(New));
    }

    [Fact]
    public async Task Empty_secondary_auth_token_signs_nothing()
    {
        _app.Change("Twilio:SecondaryAuthToken", "");

        Assert.Equal(HttpStatusCode.Forbidden, await AskSignedWith(""));
    }

    [Theory]
    [InlineData("Twilio:AuthToken", "s3cr3t", "Twilio:AuthToken is malformed. Expected: 32 letters and digits.")]
    [InlineData("Twilio:SecondaryAuthToken", "s3cr3t", "Twilio:SecondaryAuthToken is malformed. Expected: 32 letters and digits.")]
    [InlineData("Twilio:ApplicationSid", "s3cr3t", "Twilio:ApplicationSid is malformed. Expected: AP and 32 hexadecimal digits.")]
    [InlineData("Twilio:AllowedCountryPrefixes:0", "s3cr3t", "Twilio:AllowedCountryPrefixes:0 is malformed.")]
    public async Task Configuration_error_in_a_change_is_logged_with_its_key_and_the_previous_account_stays(string key, string value, string fault)
    {
        var alice = await _app.SignedInAs("alice");

        _app.Change(key, value);

        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(Old));
        Assert.True((await TokenOf(alice)).IsSignedWith(Old));
        Assert.Contains(_app.Logs.From<TwilioOptions>(), line => line.Contains(fault, StringComparison.Ordinal));
        Assert.All(_app.Logs.Lines, line => Assert.DoesNotContain("s3cr3t", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Valid_change_after_a_configuration_error_takes_effect()
    {
        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(Old));

        _app.Change("Twilio:AuthToken", "short");
        _app.Change("Twilio:AuthToken", New);

        Assert.Equal(HttpStatusCode.OK, await AskSignedWith(New));
    }

    // This real account is valid, but sessions of the demo sign-in exist already.
    [Fact]
    public void Sandbox_account_is_not_replaced_by_a_real_account_while_the_service_runs()
    {
        var settings = _app.Services.GetRequiredService<IOptionsMonitor<TwilioOptions>>();
        var real = TestAccount.Real();

        _app.Change("Twilio:ApiKeySid", "");
        _app.Change("Twilio:ApiKeySecret", "");
        _app.Change("Twilio:AccountSid", real.AccountSid!);
        _app.Change("Twilio:AuthToken", real.AuthToken!);
        _app.Change("Twilio:ApplicationSid", real.ApplicationSid!);
        _app.Change("Twilio:SandboxUrl", "");

        Assert.Equal(TestAccount.Sandbox().AccountSid, settings.CurrentValue.AccountSid);
        Assert.Contains(_app.Logs.From<TwilioOptions>(), line => line.Contains("Twilio:SandboxUrl cannot be set or removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auth_token_in_a_secret_file_is_rotated_by_writing_the_file()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(directory.FullName, "Twilio__SecondaryAuthToken");
            await File.WriteAllTextAsync(file, Old + "\n", TestContext.Current.CancellationToken);
            using var app = new TokenApiApp { Settings = { ["SecretsDirectory"] = directory.FullName } };
            var settings = app.Services.GetRequiredService<IOptionsMonitor<TwilioOptions>>();
            Assert.Equal(Old, settings.CurrentValue.SecondaryAuthToken);

            var changed = new TaskCompletionSource();
            using var subscription = settings.OnChange(options => _ = options.SecondaryAuthToken == New && changed.TrySetResult());
            await File.WriteAllTextAsync(file, New, TestContext.Current.CancellationToken);
            await changed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<HttpStatusCode> AskSignedWith(string authToken)
    {
        var client = _app.CreateClient().Signed(TwilioSignature.Compute(authToken, "http://localhost/voice", ("To", "bob")));
        return (await client.PostText("/voice", "To=bob", "application/x-www-form-urlencoded")).StatusCode;
    }

    private static async Task<DecodedToken> TokenOf(HttpClient client) =>
        DecodedToken.Of((await (await client.PostText("/api/tokens/capability", """{"incoming":true}""")).Json())["token"]!.GetValue<string>());
}
