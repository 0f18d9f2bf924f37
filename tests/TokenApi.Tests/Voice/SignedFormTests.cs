using System.Text;
using TokenApi.Voice;

namespace TokenApi.Tests.Voice;

public class SignedFormTests
{
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";

    // The example of https://www.twilio.com/docs/usage/security. The npm package twilio 6.2.0 makes the same of it.
    [Fact]
    public void Twilios_own_example_has_this_signature()
    {
        var form = Form(
            new("Digits", "1234"), new("To", "+18005551212"), new("From", "+12349013030"), new("Caller", "+12349013030"), new("CallSid", "CA1234567890ABCDE"));

        Assert.Equal("0/KCTR6DLpKmkAf8muzZqo1nDgQ=", RequestSignature.Compute("12345", Url, form));
    }

    // Made with the npm package twilio 6.2.0.
    [Fact]
    public void Repeated_values_case_and_Unicode_are_signed_as_Twilios_library_signs_them()
    {
        var form = Form(new("To", "b"), new("to", "x"), new("To", "a"), new("From", "client:ä 😀"), new("To", "b"));

        Assert.Equal("j3PcrGC86OX41zPSP9OjNO7HZVg=", RequestSignature.Compute("12345", Url, form));
    }

    [Fact]
    public async Task Form_is_decoded_once()
    {
        var body = new MemoryStream(Encoding.UTF8.GetBytes("To=a+b%2Bc%2520&From=client%3A%C3%A4&Empty=&To=a+b%2Bc%2520"));

        var form = await SignedForm.ReadAsync(body, TestContext.Current.CancellationToken);

        Assert.Equal([("Empty", ""), ("From", "client:ä"), ("To", "a b+c%20")], form.InSignatureOrder);
    }

    internal static SignedForm Form(params KeyValuePair<string, string>[] fields)
    {
        var form = new SignedForm();
        foreach (var (key, value) in fields)
        {
            form.Add(key, value);
        }

        return form;
    }
}
