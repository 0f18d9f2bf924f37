using System.ComponentModel.DataAnnotations;
using TokenApi.Account;
using TwilioTokens;

namespace TokenApi.Tests.Account;

public class TwilioOptionsTests
{
    private static string[] Errors(TwilioOptions options)
    {
        List<ValidationResult> attributes = [];
        Validator.TryValidateObject(options, new(options), attributes, validateAllProperties: true);
        return [.. attributes.Select(result => result.ErrorMessage!), .. new TwilioOptionsValidator().Validate(null, options).Failures ?? []];
    }

    private static TwilioOptions With(TwilioOptions options, string key, string? value)
    {
        typeof(TwilioOptions).GetProperty(key)!.SetValue(options, value);
        return options;
    }

    [Fact]
    public void Sandbox_account_and_real_account_are_valid()
    {
        Assert.Empty(Errors(TestAccount.Sandbox()));
        Assert.Empty(Errors(TestAccount.Real()));
    }

    [Fact]
    public void Optional_options_may_be_empty()
    {
        var options = TestAccount.Real();
        (options.ApiKeySid, options.ApiKeySecret, options.Region, options.CallerId, options.SandboxUrl) = ("", "", "", "", "");

        Assert.Empty(Errors(options));
    }

    [Theory]
    [InlineData("AccountSid", "AC and 32 hexadecimal digits")]
    [InlineData("AuthToken", "32 letters and digits")]
    [InlineData("ApplicationSid", "AP and 32 hexadecimal digits")]
    public void Missing_option_is_named_with_its_shape(string key, string shape)
    {
        string[] expected = [$"Twilio:{key} is missing. Expected: {shape}."];

        Assert.Equal(expected, Errors(With(TestAccount.Real(), key, null)));
        Assert.Equal(expected, Errors(With(TestAccount.Real(), key, "")));
    }

    [Theory]
    [InlineData("AccountSid", "AP043dcf9844e13758bc3a36a84c297610", "AC and 32 hexadecimal digits")]
    [InlineData("AccountSid", "AC043dcf9844e13758bc3a36a84c29761", "AC and 32 hexadecimal digits")]
    [InlineData("AccountSid", "AC043dcf9844e13758bc3a36a84c297610\n", "AC and 32 hexadecimal digits")]
    [InlineData("AuthToken", "your_auth_token", "32 letters and digits")]
    [InlineData("AuthToken", "62ea81de3a5b413254eb263595357c69 ", "32 letters and digits")]
    [InlineData("SecondaryAuthToken", "secondary", "32 letters and digits")]
    [InlineData("ApplicationSid", "AC89a0180a1a4ddf1da954efca349b7a20", "AP and 32 hexadecimal digits")]
    [InlineData("ApplicationSid", "AP89a0180a1a4ddf1da954efca349b7a2x", "AP and 32 hexadecimal digits")]
    [InlineData("Region", "https://ie1.twilio.com", "a region such as ie1")]
    [InlineData("CallerId", "5551234567", "a number in E.164 form, such as +15551234567")]
    public void Malformed_option_is_named_without_its_value(string key, string value, string shape) =>
        Assert.Equal([$"Twilio:{key} is malformed. Expected: {shape}."], Errors(With(TestAccount.Real(), key, value)));

    [Theory]
    [InlineData("localhost:5102")]
    [InlineData("ws://localhost:5102")]
    [InlineData("https://localhost:5102")]
    [InlineData("/sandbox")]
    public void Sandbox_address_must_be_an_http_address(string value) =>
        Assert.Equal(
            ["Twilio:SandboxUrl is malformed. Expected: an http address, such as http://localhost:5102, because the page connects to the sandbox without TLS."],
            Errors(With(TestAccount.Sandbox(), "SandboxUrl", value)));

    [Theory]
    [InlineData("https://calls.example.com/voice")]
    [InlineData("https://calls.example.com/app/Voice/")]
    public void Public_address_that_ends_in_voice_is_a_configuration_error(string value) =>
        Assert.Equal(
            ["Twilio:PublicUrl ends in /voice. Expected: the part before /voice in the Voice URL, such as https://calls.example.com."],
            Errors(With(TestAccount.Real(), "PublicUrl", value)));

    [Theory]
    [InlineData("https://calls.example.com/voice?a=1")]
    [InlineData("https://user:Pa55word@calls.example.com")]
    [InlineData("calls.example.com")]
    [InlineData("https://calls.example.com\n")]
    public void Public_address_is_the_part_before_the_path(string value) =>
        Assert.Equal(
            ["Twilio:PublicUrl is malformed. Expected: the part before /voice in the Voice URL, such as https://calls.example.com."],
            Errors(With(TestAccount.Real(), "PublicUrl", value)));

    [Fact]
    public void Country_prefixes_are_plus_and_digits_and_need_a_caller_ID()
    {
        var options = TestAccount.Real();
        options.AllowedCountryPrefixes = ["+44", "44", "+", "", "+44 20"];

        Assert.Equal(
            ["Twilio:AllowedCountryPrefixes:1", "Twilio:AllowedCountryPrefixes:2", "Twilio:AllowedCountryPrefixes:4", "Twilio:CallerId"],
            Errors(options).Select(error => error.Split(' ')[0]));
    }

    [Theory]
    [InlineData("ApiKeySid", "ApiKeySecret")]
    [InlineData("ApiKeySecret", "ApiKeySid")]
    public void API_key_needs_both_SID_and_secret(string missing, string present)
    {
        var options = With(With(TestAccount.Real(), "ApiKeySid", "SK1234567890abcdef1234567890abcdef"), "ApiKeySecret", new string('s', 32));

        var error = Assert.Single(Errors(With(options, missing, null)));

        Assert.StartsWith($"Twilio:{missing} is missing.", error, StringComparison.Ordinal);
        Assert.Contains($"Twilio:{present}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sandbox_account_without_a_sandbox_is_refused() =>
        Assert.Equal(
            ["Twilio:AccountSid", "Twilio:ApplicationSid", "Twilio:ApiKeySid", "Twilio:AuthToken", "Twilio:ApiKeySecret"],
            Errors(With(TestAccount.Sandbox(), "SandboxUrl", null)).Select(error => error.Split(' ')[0]));

    [Fact]
    public void Secret_of_the_sandbox_account_is_refused_with_a_real_account() =>
        Assert.Equal(
            ["Twilio:SecondaryAuthToken"],
            Errors(With(TestAccount.Real(), "SecondaryAuthToken", TestAccount.AuthToken)).Select(error => error.Split(' ')[0]));

    [Fact]
    public void Real_account_with_a_sandbox_is_refused() =>
        Assert.Equal(
            ["Twilio:AccountSid", "Twilio:ApplicationSid"],
            Errors(With(TestAccount.Real(), "SandboxUrl", "http://localhost:5102")).Select(error => error.Split(' ')[0]));

    [Fact]
    public void All_configuration_errors_are_reported_at_once() =>
        Assert.Equal(
            ["Twilio:AccountSid", "Twilio:AuthToken", "Twilio:ApplicationSid", "Twilio:Region"],
            Errors(new() { AuthToken = "short", Region = "?" }).Select(error => error.Split(' ')[0]));
}
