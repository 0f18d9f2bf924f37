using TokenApi.Voice;

namespace TokenApi.Tests.Voice;

public class VoiceRequestTests
{
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";

    // The example of https://www.twilio.com/docs/usage/security. The npm package twilio 6.2.0 computes the same.
    [Fact]
    public void Example_of_Twilios_documentation_is_accepted()
    {
        var request = Request(("Digits", "1234"), ("To", "+18005551212"), ("From", "+12349013030"), ("Caller", "+12349013030"), ("CallSid", "CA1234567890ABCDE"));

        Assert.True(request.IsSignedWith(["12345"], "0/KCTR6DLpKmkAf8muzZqo1nDgQ="));
        Assert.True(request.IsSignedWith(["other", "12345"], "0/KCTR6DLpKmkAf8muzZqo1nDgQ="));
        Assert.False(request.IsSignedWith(["other"], "0/KCTR6DLpKmkAf8muzZqo1nDgQ="));
    }

    // Computed with the npm package twilio 6.2.0.
    [Fact]
    public void Repeated_values_case_and_Unicode_are_signed_as_Twilio_signs_them()
    {
        var request = Request(("To", "b"), ("to", "x"), ("To", "a"), ("From", "client:ä 😀"), ("To", "b"));

        Assert.True(request.IsSignedWith(["12345"], "j3PcrGC86OX41zPSP9OjNO7HZVg="));
    }

    internal static VoiceRequest Request(params (string Key, string Value)[] fields)
    {
        var form = fields.ToLookup(field => field.Key, field => field.Value);
        return new(Url, form, form);
    }
}
