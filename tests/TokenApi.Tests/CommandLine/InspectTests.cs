using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using TokenApi.Tests.Api;
using TwilioTokens;

namespace TokenApi.Tests.CommandLine;

public class InspectTests
{
    private const string CapabilityHeader = """{"alg":"HS256","typ":"JWT"}""";
    private const string AccessHeader = """{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}""";
    private const string Account = "\"iss\":\"AC00000000000000000000000000facade\"";
    private const string Key = "\"jti\":\"SK-1\",\"iss\":\"SK00000000000000000000000000facade\",\"sub\":\"AC00000000000000000000000000facade\"";
    private const string Exp = "\"exp\":1700000600";
    private const string Scope = "\"scope\":\"scope:client:incoming?clientName=alice\"";
    private const string Grants = "\"grants\":{\"identity\":\"alice\",\"voice\":{\"incoming\":{\"allow\":true}}}";

    private static string Signed(string header, string payload, string secret)
    {
        var input = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(input)))}";
    }

    private static string Capability(string payload, string header = CapabilityHeader) => Signed(header, payload, TestAccount.AuthToken);

    private static string Access(string payload, string header = AccessHeader) => Signed(header, payload, TestAccount.ApiKeySecret);

    [Fact]
    public void Claim_that_is_no_text_is_shown_as_the_JSON_it_is() =>
        Assert.Contains(
            """  grants {"identity":"alice","voice":{"incoming":{"allow":true}}}""", Commands.Run($"inspect {Access("{" + Grants + "}")}").Output, StringComparison.Ordinal);

    [Fact]
    public void Settings_that_are_wrong_are_told_and_not_taken_for_none()
    {
        var settings = TestAccount.Sandbox();
        settings.Region = "ireland";
        var (exitCode, _, error) = Commands.Run($"inspect {Capability("{" + Scope + "," + Account + "," + Exp + "}")}", settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("Twilio:Region is malformed", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_with_a_line_break_in_it_is_none()
    {
        var token = Capability("{" + Scope + "," + Account + "," + Exp + "}");
        var (exitCode, output, _) = Commands.Run($"inspect {token.Insert(token.Length - 10, "\n")}");
        Assert.Equal(1, exitCode);
        Assert.Contains("A part is not base64url.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("capability")]
    [InlineData("access")]
    public void Token_that_create_made_would_be_accepted(string kind)
    {
        var token = Commands.Run($"create --client alice --incoming --outgoing --kind {kind} --token-only").Output;

        Assert.Equal(0, Commands.Run($"inspect --verify {token.Trim()}").ExitCode);
        var (exitCode, output, _) = Commands.Run("inspect", input: $"\n{token}");
        Assert.Equal(0, exitCode);
        Assert.EndsWith("It would be accepted now.", output.Trim(), StringComparison.Ordinal);
        Assert.Contains("may register as alice and receive calls", output, StringComparison.Ordinal);
        Assert.Contains($"may make calls as alice through application {TestAccount.ApplicationSid}", output, StringComparison.Ordinal);
        Assert.Contains("ends 2023-11-14 23:13:20 UTC", output, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[2].Trim(), output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_decoded()
    {
        var capability = new Capability("AC1", "secret").AllowClientOutgoing("AP1", [new("k", "a b&c"), new("z", "")]).Generate();

        Assert.Contains("as nobody in particular through application AP1, which is told k=a b&c, z=", Commands.Run($"inspect {capability}").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{" + Scope + "," + Account + "}", "exp")]
    [InlineData("{" + Scope + "," + Account + ",\"exp\":1700000000}", "It ended 0 s ago")]
    [InlineData("{" + Scope + "," + Account + ",\"exp\":1700000600.5}", "It is no time")]
    [InlineData("{" + Scope + "," + Account + ",\"exp\":\"1700000600\"}", "It is no time")]
    [InlineData("{" + Scope + "," + Account + ",\"exp\":1700086401}", "24 hours is the most")]
    [InlineData("{" + Scope + "," + Account + ",\"exp\":1700000600000}", "milliseconds")]
    [InlineData("{" + Scope + "," + Account + "," + Exp + ",\"iat\":1699914199}", "The life of the token is 86401 s")]
    [InlineData("{" + Scope + "," + Account + "," + Exp + ",\"iat\":\"x\"}", "  iat: It is no time")]
    [InlineData("{" + Scope + "," + Account + "," + Exp + ",\"\\ud800\":1}", "names each member once")]
    [InlineData("{" + Scope + "," + Account + "," + Exp + ",\"nbf\":1700000001}", "It begins in 1 s")]
    [InlineData("{" + Scope + "," + Exp + "}", "iss")]
    [InlineData("{" + Scope + "," + Exp + ",\"iss\":\"AC043dcf9844e13758bc3a36a84c297610\"}", "Accepted: AC00000000000000000000000000facade")]
    [InlineData("{" + Account + "," + Exp + "}", "scope")]
    [InlineData("{" + Account + "," + Exp + ",\"scope\":[]}", "scope")]
    [InlineData("{" + Account + "," + Exp + ",\"scope\":\"alice\"}", "no scope")]
    [InlineData("{" + Account + "," + Exp + ",\"scope\":\"scope:client:incoming?clientName=a-b\"}", "clientName")]
    [InlineData("{" + Account + "," + Exp + ",\"scope\":\"scope:client:outgoing?clientName=alice\"}", "no application")]
    public void Capability_token_that_would_be_refused_is_told_why(string payload, string why) => AssertRefused(Capability(payload), why);

    [Theory]
    [InlineData("{" + Key + "," + Exp + "}", "grants")]
    [InlineData("{" + Key + "," + Exp + ",\"grants\":{\"identity\":\"alice\"}}", "no voice grant")]
    [InlineData("{" + Key + "," + Exp + ",\"grants\":{\"voice\":{}}}", "identity")]
    [InlineData("{" + Key + "," + Exp + ",\"grants\":{\"identity\":\"alice\",\"voice\":{\"outgoing\":{}}}}", "no application")]
    [InlineData("{" + Key + ",\"exp\":1699999999," + Grants + "}", "20104")]
    [InlineData("{\"jti\":\"1\"," + Account + "," + Exp + "," + Grants + "}", "It is not the API key")]
    public void Access_token_that_would_be_refused_is_told_why(string payload, string why) => AssertRefused(Access(payload), why);

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT"}""", "alg")]
    [InlineData("""{"alg":"HS256"}""", "typ")]
    public void Header_must_be_Twilios(string header, string member) =>
        AssertRefused(Capability("{" + Scope + "," + Account + "," + Exp + "}", header), $"  {member}: It is another one, or missing.");

    [Fact]
    public void Access_token_without_its_content_type_is_refused() =>
        AssertRefused(Access("{" + Key + "," + Exp + "," + Grants + "}", CapabilityHeader), "\"twilio-fpa;v=1\"");

    [Fact]
    public void Token_signed_with_another_secret_is_refused()
    {
        AssertRefused(Signed(CapabilityHeader, "{" + Scope + "," + Account + "," + Exp + "}", TestAccount.ApiKeySecret), "31202");
        AssertRefused(Signed(AccessHeader, "{" + Key + "," + Exp + "," + Grants + "}", TestAccount.AuthToken), "20107");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("!.!.!")]
    [InlineData("e30.W10.e30")]
    [InlineData("e30.e30=.e30")]
    [InlineData("e30.eyJhIjoxLCJhIjoyfQ.e30")]
    [InlineData("e30._w.e30")]
    public void What_is_no_token_is_refused(string token) => AssertRefused(token, "  token: ");

    [Fact]
    public void Signature_that_cannot_be_checked_decides_nothing()
    {
        var token = Capability("{" + Scope + "," + Account + "," + Exp + "}");

        var (exitCode, output, error) = Commands.Run($"inspect {token}", new());

        Assert.Equal((2, ""), (exitCode, error));
        Assert.Contains("may register as alice and receive calls", output, StringComparison.Ordinal);
        Assert.Contains("not checked", output, StringComparison.Ordinal);
        Assert.Equal(1, Commands.Run($"inspect {Capability("{}")}", new()).ExitCode);
    }

    [Fact]
    public void Verify_without_settings_says_which_are_missing()
    {
        var (exitCode, output, error) = Commands.Run($"inspect --verify {Capability("{}")}", new());

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Twilio:AuthToken is missing.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Access_token_is_not_accepted_unseen_where_no_API_key_is_configured()
    {
        var token = new AccessToken(TestAccount.Real().AccountSid!, "SK1234567890abcdef1234567890abcdef", "secret", "alice", timeProvider: new FakeTimeProvider(Commands.Now))
            .AddGrant(new() { IncomingAllow = true }).Generate();

        Assert.Equal(2, Commands.Run($"inspect --verify {token}", TestAccount.Real()).ExitCode);
    }

    [Fact]
    public void Nothing_in_a_token_moves_the_terminals_cursor()
    {
        var token = Capability("""{"iss":"\u001b[2J\u009b","scope":"scope:client:incoming?clientName=%1B%5D0 \u001b?x","exp":"\u001b"}""");

        Assert.DoesNotContain(Commands.Run($"inspect {token}").Output, character => char.IsControl(character) && character is not ('\n' or '\r'));
    }

    private static void AssertRefused(string token, string why)
    {
        var (exitCode, output, _) = Commands.Run("inspect", input: token);

        Assert.Equal(1, exitCode);
        Assert.Contains(why, output[output.IndexOf("It would be refused:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }
}
