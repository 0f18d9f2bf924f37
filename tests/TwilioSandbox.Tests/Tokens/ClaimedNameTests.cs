using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Tokens;

public class ClaimedNameTests
{
    [Theory]
    [InlineData("""{"scope":"scope:client:outgoing?appSid=AP1&clientName=alice"}""", "alice")]
    [InlineData("""{"scope":"scope:client:outgoing?appSid=AP1 scope:client:incoming?clientName=bob"}""", "bob")]
    [InlineData("""{"scope":"clientName=alice","grants":{"identity":"carol"}}""", "carol")]
    [InlineData("""{"scope":"scope:client:incoming?clientName=%1b%5b31m"}""", null)]
    [InlineData("""{"grants":{"identity":7}}""", null)]
    [InlineData("""{"scope":7}""", null)]
    [InlineData("{}", null)]
    public void Name_is_read_from_a_token_of_either_kind_without_verification(string payload, string? name) =>
        Assert.Equal(name, ClaimedName.Of($"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(payload)}.{Encode("signed by nobody")}"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b.c")]
    public void Malformed_token_names_nobody(string? token) => Assert.Null(ClaimedName.Of(token));

    private static string Encode(string text) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text));
}
