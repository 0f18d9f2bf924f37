using System.Xml.Linq;
using TokenApi.Voice;
using TwilioTokens;

namespace TokenApi.Tests.Voice;

public class DialPlanTests
{
    private const string Number = "+442071838750";

    private static readonly TwilioOptions s_telephones = new() { CallerId = "+15551234567", AllowedCountryPrefixes = ["+1", "+44"] };

    [Theory]
    [InlineData("+442071838750")]
    [InlineData("+12125551234")]
    public void Number_with_an_allowed_prefix_is_dialed_with_the_configured_caller_ID(string to) =>
        Assert.Equal($"""<Dial timeLimit="14400" callerId="+15551234567" answerOnBridge="true"><Number>{to}</Number></Dial>""", Answer(s_telephones, to));

    [Theory]
    [InlineData("+4915112345678")]
    [InlineData("+4")]
    [InlineData("+44")]
    [InlineData("+1911")]
    [InlineData("+1555123456789012")]
    [InlineData("+44207183 8750")]
    [InlineData("+442071838750\n")]
    [InlineData("+442071838750,+4915112345678")]
    [InlineData("+44２０７１８３８７５０")]
    [InlineData("442071838750@example.com")]
    [InlineData("sip:bob@example.com")]
    [InlineData("client:bob")]
    [InlineData("bob\n")]
    [InlineData("<Redirect/>")]
    [InlineData("")]
    public void Other_destinations_are_rejected(string to) => Assert.Null(Answer(s_telephones, to));

    [Theory]
    [InlineData("+19005551234")]
    [InlineData("+18765551234")]
    [InlineData("+18095551234")]
    public void Expensive_number_needs_its_own_prefix(string to)
    {
        Assert.Null(Answer(s_telephones, to));
        Assert.NotNull(Answer(new() { CallerId = "+15551234567", AllowedCountryPrefixes = ["+1", to[..5]] }, to));
    }

    [Fact]
    public void Number_without_an_allowed_prefix_and_a_caller_ID_is_rejected()
    {
        Assert.Null(Answer(new() { CallerId = "+15551234567" }, Number));
        Assert.Null(Answer(new() { AllowedCountryPrefixes = ["+44"] }, Number));
        Assert.Null(Answer(new() { CallerId = "+15551234567", AllowedCountryPrefixes = [""] }, Number));
        Assert.Null(Answer(new(), Number));
    }

    [Theory]
    [InlineData("+4915112345678")]
    [InlineData("sip:alice@example.com")]
    [InlineData(null)]
    public void Caller_that_is_not_a_client_cannot_call_telephones(string? from) => Assert.Null(Answer(s_telephones, Number, from));

    [Fact]
    public void Client_is_dialed_with_and_without_telephones()
    {
        Assert.Equal("""<Dial answerOnBridge="true"><Client>bob</Client></Dial>""", Answer(s_telephones, "bob"));
        Assert.Equal("""<Dial answerOnBridge="true"><Client>bob</Client></Dial>""", Answer(new(), "bob", from: null));
    }

    [Fact]
    public void Call_without_To_or_with_several_is_rejected()
    {
        Assert.Null(DialPlan.Dial(VoiceRequestTests.Request(), s_telephones, new()));
        Assert.Null(DialPlan.Dial(VoiceRequestTests.Request(("To", "bob"), ("To", "eve")), s_telephones, new()));
    }

    /// <summary>The verb in the TwiML; null when the call is rejected.</summary>
    private static string? Answer(TwilioOptions twilio, string to, string? from = "client:alice") =>
        DialPlan.Dial(from is null ? VoiceRequestTests.Request(("To", to)) : VoiceRequestTests.Request(("To", to), ("From", from)), twilio, new())
            ?.ToString(SaveOptions.DisableFormatting).Split("?>")[^1].Trim();
}
