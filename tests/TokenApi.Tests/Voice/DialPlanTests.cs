using TokenApi.Voice;
using TwilioTokens;

namespace TokenApi.Tests.Voice;

public class DialPlanTests
{
    private const string Number = "+442071838750";

    private static readonly TwilioOptions Telephones = new() { CallerId = "+15551234567", AllowedCountryPrefixes = ["+1", "+44"] };

    [Theory]
    [InlineData("+442071838750")]
    [InlineData("+12125551234")]
    public void Number_of_an_allowed_country_is_dialled_under_the_configured_number(string to) =>
        Assert.Equal($"""<Dial answerOnBridge="true" callerId="+15551234567"><Number>{to}</Number></Dial>""", Answer(Telephones, to));

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
    public void Everything_else_is_rejected(string to) => Assert.Equal("""<Reject reason="rejected" />""", Answer(Telephones, to));

    [Fact]
    public void No_number_is_dialled_unless_the_owner_has_allowed_its_country_and_has_one_to_call_from()
    {
        Assert.StartsWith("<Reject", Answer(new() { CallerId = "+15551234567" }, Number), StringComparison.Ordinal);
        Assert.StartsWith("<Reject", Answer(new() { AllowedCountryPrefixes = ["+44"] }, Number), StringComparison.Ordinal);
        Assert.StartsWith("<Reject", Answer(new() { CallerId = "+15551234567", AllowedCountryPrefixes = [""] }, Number), StringComparison.Ordinal);
        Assert.StartsWith("<Reject", Answer(new(), Number), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+4915112345678")]
    [InlineData("sip:alice@example.com")]
    [InlineData(null)]
    public void Only_our_phones_call_telephones(string? from) => Assert.StartsWith("<Reject", Answer(Telephones, Number, from), StringComparison.Ordinal);

    [Fact]
    public void Client_is_dialled_with_and_without_telephones()
    {
        Assert.Equal("""<Dial answerOnBridge="true"><Client>bob</Client></Dial>""", Answer(Telephones, "bob"));
        Assert.Equal("""<Dial answerOnBridge="true"><Client>bob</Client></Dial>""", Answer(new(), "bob", from: null));
    }

    [Fact]
    public void Call_to_nobody_or_to_several_is_rejected()
    {
        Assert.Equal("Reject", DialPlan.Verb(new SignedForm(), Telephones).Name);
        Assert.Equal("Reject", DialPlan.Verb(SignedFormTests.Form(KeyValuePair.Create("To", "bob"), KeyValuePair.Create("To", "eve")), Telephones).Name);
    }

    private static string Answer(TwilioOptions twilio, string to, string? from = "client:alice")
    {
        var call = SignedFormTests.Form(KeyValuePair.Create("To", to));
        if (from is not null)
        {
            call.Add("From", from);
        }

        return DialPlan.Verb(call, twilio).ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
    }
}
