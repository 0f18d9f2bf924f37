using Microsoft.Extensions.Configuration;

namespace TwilioSandbox.Tests;

public class SandboxOptionsTests
{
    private static readonly IConfiguration s_configuration = new ConfigurationBuilder().Build();

    private readonly SandboxOptions _options = new()
    {
        AccountSid = SandboxApp.AccountSid,
        AuthToken = SandboxApp.AuthToken,
        ApplicationSid = SandboxApp.ApplicationSid,
        VoiceUrl = new Uri("http://localhost:5101/voice"),
    };

    [Fact]
    public void Sandbox_account_is_accepted() => Assert.Empty(Errors());

    [Fact]
    public void Real_account_is_refused_and_not_repeated()
    {
        _options.AccountSid = "AC043dcf9844e13758bc3a36a84c297610";
        var error = Assert.Single(Errors());
        Assert.Contains("Sandbox:AccountSid", error, StringComparison.Ordinal);
        Assert.DoesNotContain("043dcf", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_API_key_is_refused_and_not_repeated()
    {
        (_options.ApiKeySid, _options.ApiKeySecret) = ("SK043dcf9844e13758bc3a36a84c297610", "secret");
        var error = Assert.Single(Errors());
        Assert.Contains("Sandbox:ApiKeySid", error, StringComparison.Ordinal);
        Assert.DoesNotContain("043dcf", error, StringComparison.Ordinal);
    }

    [Fact]
    public void API_key_without_its_secret_is_refused()
    {
        _options.ApiKeySid = SandboxApp.ApiKeySid;
        Assert.Contains("Sandbox:ApiKeySecret", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(301)]
    public void Clock_skew_outside_0_to_5_minutes_is_refused(int seconds)
    {
        _options.ClockSkew = TimeSpan.FromSeconds(seconds);
        Assert.Contains("Sandbox:ClockSkew", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void Voice_URL_is_optional()
    {
        _options.VoiceUrl = null;
        Assert.Empty(Errors());
    }

    [Fact]
    public void Relative_voice_URL_is_refused()
    {
        _options.VoiceUrl = new Uri("/voice", UriKind.Relative);
        Assert.Contains("Sandbox:VoiceUrl", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_webhook_settings_are_all_refused()
    {
        _options.VoiceMethod = "PUT";
        _options.VoiceFallbackUrl = new Uri("/fallback", UriKind.Relative);
        _options.StatusCallbackUrl = new Uri("ftp://localhost/status");
        Assert.Equal(3, Errors().Count());
    }

    [Theory]
    [InlineData("/demo")]
    [InlineData("localhost:5100")]
    [InlineData("ftp://localhost")]
    [InlineData("javascript:alert(1)")]
    public void Page_or_dashboard_without_a_web_address_is_refused(string url)
    {
        _options.PageUrl = _options.DashboardUrl = new Uri(url, UriKind.RelativeOrAbsolute);
        Assert.Equal(
            ["Sandbox:PageUrl must be an absolute http or https URL, such as http://localhost:5100.",
                "Sandbox:DashboardUrl must be an absolute http or https URL, such as http://localhost:15100."],
            Errors());
    }

    [Fact]
    public void All_missing_settings_are_named_at_once() =>
        Assert.Equal(3, new SandboxOptionsValidator(s_configuration).Validate(null, new SandboxOptions()).Failures!.Count());

    [Theory]
    [InlineData("Sandbox:VoiceTimeout", "00:00:00")]
    [InlineData("Sandbox:RingTimeout", "00:10:01")]
    [InlineData("Sandbox:HeartbeatInterval", "-00:00:01")]
    [InlineData("Sandbox:HeartbeatInterval", "00:00:15")]
    [InlineData("Sandbox:ReconnectGrace", "1.00:00:00")]
    public void Time_out_of_range_is_refused_with_its_range(string key, string value)
    {
        typeof(SandboxOptions).GetProperty(key["Sandbox:".Length..])!.SetValue(_options, TimeSpan.Parse(value, null));
        Assert.Matches($"^{key} must be a time from .* to .*, written as hours:minutes:seconds", Assert.Single(Errors()));
    }

    [Fact]
    public void Silence_limit_within_a_heartbeat_is_refused()
    {
        _options.SilenceLimit = _options.HeartbeatInterval;
        Assert.Contains("longer than Sandbox:HeartbeatInterval", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("sandbox:8080")]
    [InlineData("http://sandbox:8080/page")]
    [InlineData("ftp://sandbox")]
    public void Allowed_origin_with_another_shape_is_refused(string origin)
    {
        _options.AllowedOrigins = ["http://sandbox:8080", origin];
        Assert.Contains("Sandbox:AllowedOrigins", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    private IEnumerable<string> Errors() => new SandboxOptionsValidator(s_configuration).Validate(null, _options).Failures ?? [];
}
