using System.Text;
using TwilioSandbox.Account;

namespace TwilioSandbox.Tests.Account;

public class TokenRequestTests
{
    [Theory]
    [InlineData("""{}""", "client", "is missing; it must be 1 to 121 letters")]
    [InlineData("""{"client":null}""", "client", "is missing")]
    [InlineData("""{"client":""}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"alice@example.com"}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":7}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"alice","client":"bob"}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"alice","incoming":"yes"}""", "incoming", "must be true or false")]
    [InlineData("""{"client":"alice","outgoing":1}""", "outgoing", "must be true or false")]
    [InlineData("""{"client":"alice","kind":"Access"}""", "kind", "must be capability or access")]
    [InlineData("""{"client":"alice","kind":true}""", "kind", "must be capability or access")]
    [InlineData("""{"client":"alice","kind":"access"}""", "kind", "Set Sandbox:ApiKeySid and Sandbox:ApiKeySecret, or use capability")]
    [InlineData("""{"client":"alice","ttl":0}""", "ttl", "from 1 to 86400")]
    [InlineData("""{"client":"alice","ttl":86401}""", "ttl", "from 1 to 86400")]
    [InlineData("""{"client":"alice","ttl":"600"}""", "ttl", "from 1 to 86400")]
    [InlineData("""{"client":"alice","ttl":1.5}""", "ttl", "from 1 to 86400")]
    [InlineData("""{"client":"alice","accountSid":"AC1"}""", "accountSid", "is not accepted. The fields are client, incoming,")]
    [InlineData("""null""", "", "one JSON object")]
    [InlineData("""[]""", "", "one JSON object")]
    [InlineData("""{""", "", "one JSON object")]
    [InlineData("", "", "one JSON object")]
    public void Invalid_field_is_named_with_its_rule(string body, string name, string rule)
    {
        Assert.Null(TokenRequestReader.Read(Encoding.UTF8.GetBytes(body), hasApiKey: false, out var errors));
        Assert.Contains(rule, Assert.Single(errors[name]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"client":"alice","incoming":false,"outgoing":false}""")]
    [InlineData("""{"client":"alice","incoming":false}""")]
    [InlineData("""{"client":"alice","outgoing":false}""")]
    public void Token_without_any_scope_is_refused(string body)
    {
        Assert.Null(TokenRequestReader.Read(Encoding.UTF8.GetBytes(body), hasApiKey: true, out var errors));
        Assert.Equal(["incoming", "outgoing"], errors.Keys.Order());
    }

    [Fact]
    public void All_invalid_fields_are_named_at_once()
    {
        TokenRequestReader.Read("""{"client":"","incoming":false,"kind":"x","ttl":0}"""u8, hasApiKey: true, out var errors);
        Assert.Equal(["client", "incoming", "kind", "outgoing", "ttl"], errors.Keys.Order());
    }
}
