namespace TwilioSandbox.Tests;

public class SandboxOptionsTests
{
    private readonly SandboxOptions _options = new()
    {
        AccountSid = SandboxApp.AccountSid,
        AuthToken = SandboxApp.AuthToken,
        ApplicationSid = SandboxApp.ApplicationSid,
        VoiceUrl = new Uri("http://localhost:5101/voice"),
    };

    [Fact]
    public void The_sandbox_account_is_taken() => Assert.Empty(Faults());

    [Fact]
    public void A_real_account_is_refused_and_not_repeated()
    {
        _options.AccountSid = "AC043dcf9844e13758bc3a36a84c297610";
        var fault = Assert.Single(Faults());
        Assert.Contains("Sandbox:AccountSid", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("043dcf", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_API_key_is_refused_and_not_repeated()
    {
        (_options.ApiKeySid, _options.ApiKeySecret) = ("SK043dcf9844e13758bc3a36a84c297610", "secret");
        var fault = Assert.Single(Faults());
        Assert.Contains("Sandbox:ApiKeySid", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("043dcf", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_API_key_without_its_secret_is_refused()
    {
        _options.ApiKeySid = SandboxApp.ApiKeySid;
        Assert.Contains("Sandbox:ApiKeySecret", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(301)]
    public void A_clock_skew_that_hides_a_wrong_clock_is_refused(int seconds)
    {
        _options.ClockSkew = TimeSpan.FromSeconds(seconds);
        Assert.Contains("Sandbox:ClockSkew", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_voice_url_is_refused()
    {
        _options.VoiceUrl = new Uri("/voice", UriKind.Relative);
        Assert.Contains("Sandbox:VoiceUrl", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_no_webhook_can_have_are_refused()
    {
        _options.VoiceMethod = "PUT";
        _options.VoiceFallbackUrl = new Uri("/fallback", UriKind.Relative);
        _options.StatusCallbackUrl = new Uri("ftp://localhost/status");
        Assert.Equal(3, Faults().Count());
    }

    [Fact]
    public void Every_missing_setting_is_named_at_once() =>
        Assert.Equal(4, new SandboxOptionsValidator().Validate(null, new SandboxOptions()).Failures!.Count());

    [Theory]
    [InlineData("Sandbox:VoiceTimeout", "00:00:00")]
    [InlineData("Sandbox:RingTimeout", "00:10:01")]
    [InlineData("Sandbox:HeartbeatInterval", "-00:00:01")]
    [InlineData("Sandbox:HeartbeatInterval", "00:00:15")]
    [InlineData("Sandbox:ReconnectGrace", "1.00:00:00")]
    public void A_time_that_makes_no_sense_is_refused_with_what_would(string key, string value)
    {
        typeof(SandboxOptions).GetProperty(key["Sandbox:".Length..])!.SetValue(_options, TimeSpan.Parse(value, null));
        Assert.Matches($"^{key} must be a time from .* to .*, written hours:minutes:seconds", Assert.Single(Faults()));
    }

    [Fact]
    public void A_silence_limit_within_a_heartbeat_is_refused()
    {
        _options.SilenceLimit = _options.HeartbeatInterval;
        Assert.Contains("longer than Sandbox:HeartbeatInterval", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("sandbox:8080")]
    [InlineData("http://sandbox:8080/page")]
    [InlineData("ftp://sandbox")]
    public void What_is_no_origin_is_refused(string origin)
    {
        _options.AllowedOrigins = ["http://sandbox:8080", origin];
        Assert.Contains("Sandbox:AllowedOrigins", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    private IEnumerable<string> Faults() => new SandboxOptionsValidator().Validate(null, _options).Failures ?? [];
}
