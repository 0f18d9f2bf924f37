using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Voice;

public class TwilioSignatureTests
{
    // Computed with validateRequest's own function in the npm package twilio 6.2.0, whose documentation uses this example.
    [Fact]
    public void Signature_equals_that_of_Twilios_library() =>
        Assert.Equal("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", TwilioSignature.Compute(
            "12345",
            new Uri("https://mycompany.com/myapp.php?foo=1&bar=2"),
            [new("CallSid", "CA1234567890ABCDE"), new("Caller", "+12349013030"), new("Digits", "1234"), new("From", "+12349013030"), new("To", "+18005551212")]));
}
