using TokenApi.Settings;
using TokenApi.Tests.Api;
using TwilioTokens;

namespace TokenApi.Tests.Settings;

public class TwilioOptionsTests
{
    private static string[] Faults(TwilioOptions options) => [.. new TwilioOptionsValidator().Validate(null, options).Failures ?? []];

    private static TwilioOptions With(TwilioOptions options, string key, string? value)
    {
        typeof(TwilioOptions).GetProperty(key)!.SetValue(options, value);
        return options;
    }

    [Fact]
    public void Sandbox_account_and_real_account_are_sound()
    {
        Assert.Empty(Faults(TestAccount.Sandbox()));
        Assert.Empty(Faults(TestAccount.Real()));
    }

    [Fact]
    public void Optional_settings_may_be_empty_as_environment_variables_often_are()
    {
        var options = TestAccount.Real();
        (options.ApiKeySid, options.ApiKeySecret, options.Region, options.CallerId, options.SandboxUrl) = ("", "", "", "", "");

        Assert.Empty(Faults(options));
    }

    [Theory]
    [InlineData("AccountSid", "AC and 32 hexadecimal digits")]
    [InlineData("AuthToken", "32 letters and digits")]
    [InlineData("ApplicationSid", "AP and 32 hexadecimal digits")]
    public void Missing_setting_is_named_with_the_shape_it_should_have(string key, string shape)
    {
        string[] expected = [$"Twilio:{key} is missing. Expected: {shape}."];

        Assert.Equal(expected, Faults(With(TestAccount.Real(), key, null)));
        Assert.Equal(expected, Faults(With(TestAccount.Real(), key, "")));
    }

    [Theory]
    [InlineData("AccountSid", "AP043dcf9844e13758bc3a36a84c297610", "AC and 32 hexadecimal digits")]
    [InlineData("AccountSid", "AC043dcf9844e13758bc3a36a84c29761", "AC and 32 hexadecimal digits")]
    [InlineData("AccountSid", "AC043dcf9844e13758bc3a36a84c297610\n", "AC and 32 hexadecimal digits")]
    [InlineData("AccountSid", " ", "AC and 32 hexadecimal digits")]
    [InlineData("AuthToken", "your_auth_token", "32 letters and digits")]
    [InlineData("AuthToken", "62ea81de3a5b413254eb263595357c69 ", "32 letters and digits")]
    [InlineData("SecondaryAuthToken", "secondary", "32 letters and digits")]
    [InlineData("ApplicationSid", "AC89a0180a1a4ddf1da954efca349b7a20", "AP and 32 hexadecimal digits")]
    [InlineData("ApplicationSid", "AP89a0180a1a4ddf1da954efca349b7a2x", "AP and 32 hexadecimal digits")]
    [InlineData("Region", "https://ie1.twilio.com", "a region such as ie1")]
    [InlineData("CallerId", "5551234567", "a number in E.164 form, such as +15551234567")]
    public void Malformed_setting_is_named_but_its_value_is_not_shown(string key, string value, string shape) =>
        Assert.Equal([$"Twilio:{key} is malformed. Expected: {shape}."], Faults(With(TestAccount.Real(), key, value)));

    [Theory]
    [InlineData("localhost:5102")]
    [InlineData("ws://localhost:5102")]
    [InlineData("https://localhost:5102")]
    [InlineData("/sandbox")]
    public void Sandbox_address_must_be_an_http_address(string value) =>
        Assert.Equal(
            ["Twilio:SandboxUrl is malformed. Expected: an http address, such as http://localhost:5102: the page reaches the sandbox without TLS."],
            Faults(With(TestAccount.Sandbox(), "SandboxUrl", value)));

    [Theory]
    [InlineData("https://calls.example.com/voice?a=1")]
    [InlineData("https://user:Pa55word@calls.example.com")]
    [InlineData("calls.example.com")]
    [InlineData("https://calls.example.com\n")]
    public void Public_address_is_what_stands_before_the_path(string value) =>
        Assert.Equal(
            ["Twilio:PublicUrl is malformed. Expected: what stands before /voice in the Voice URL, such as https://calls.example.com."],
            Faults(With(TestAccount.Real(), "PublicUrl", value)));

    [Fact]
    public void Country_prefixes_are_digits_after_a_plus_and_need_a_number_to_call_from()
    {
        var options = TestAccount.Real();
        options.AllowedCountryPrefixes = ["+44", "44", "+", "", "+44 20"];

        Assert.Equal(
            ["Twilio:AllowedCountryPrefixes:1", "Twilio:AllowedCountryPrefixes:2", "Twilio:AllowedCountryPrefixes:4", "Twilio:CallerId"],
            Faults(options).Select(fault => fault.Split(' ')[0]));
    }

    [Theory]
    [InlineData("ApiKeySid", "ApiKeySecret")]
    [InlineData("ApiKeySecret", "ApiKeySid")]
    public void API_key_is_set_whole_or_not_at_all(string missing, string present)
    {
        var options = With(With(TestAccount.Real(), "ApiKeySid", "SK1234567890abcdef1234567890abcdef"), "ApiKeySecret", new string('s', 32));

        var fault = Assert.Single(Faults(With(options, missing, null)));

        Assert.StartsWith($"Twilio:{missing} is missing.", fault, StringComparison.Ordinal);
        Assert.Contains($"Twilio:{present}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Sandbox_account_is_refused_outside_the_sandbox() =>
        Assert.Equal(
            ["Twilio:AccountSid", "Twilio:ApplicationSid", "Twilio:ApiKeySid", "Twilio:AuthToken", "Twilio:ApiKeySecret"],
            Faults(With(TestAccount.Sandbox(), "SandboxUrl", null)).Select(fault => fault.Split(' ')[0]));

    [Fact]
    public void Secret_that_everybody_knows_is_refused_with_a_real_account() =>
        Assert.Equal(
            ["Twilio:SecondaryAuthToken"],
            Faults(With(TestAccount.Real(), "SecondaryAuthToken", TestAccount.AuthToken)).Select(fault => fault.Split(' ')[0]));

    [Fact]
    public void Real_account_is_refused_in_the_sandbox() =>
        Assert.Equal(
            ["Twilio:AccountSid", "Twilio:ApplicationSid"],
            Faults(With(TestAccount.Real(), "SandboxUrl", "http://localhost:5102")).Select(fault => fault.Split(' ')[0]));

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["Twilio:AccountSid", "Twilio:AuthToken", "Twilio:ApplicationSid", "Twilio:Region"],
            Faults(new() { AuthToken = "short", Region = "?" }).Select(fault => fault.Split(' ')[0]));
}
