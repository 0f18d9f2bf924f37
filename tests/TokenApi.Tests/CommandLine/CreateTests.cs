using System.Text.Json.Nodes;
using TokenApi.Tests.Api;
using TwilioTokens.Tests;

namespace TokenApi.Tests.CommandLine;

public class CreateTests
{
    private const string Outgoing = $"scope:client:outgoing?appSid={TestAccount.ApplicationSid}&clientName=alice";

    private static string Created(string options)
    {
        var (exitCode, output, error) = Commands.Run($"create --client alice {options}");
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    [Theory]
    [InlineData("--incoming", "scope:client:incoming?clientName=alice", 3600)]
    [InlineData("--outgoing --ttl 1", Outgoing, 1)]
    [InlineData("--incoming --outgoing --ttl 86400", $"scope:client:incoming?clientName=alice {Outgoing}", 86400)]
    public void Token_only_is_one_line_with_what_was_asked_for(string options, string scope, int ttl)
    {
        var output = Created($"{options} --token-only");

        var token = DecodedToken.Of(output.TrimEnd('\r', '\n'));
        Assert.Equal(scope, token.Scope);
        Assert.Equal(1_700_000_000 + ttl, token.ExpiresAt);
        Assert.True(token.IsSignedWith(TestAccount.AuthToken));
    }

    [Fact]
    public void Access_token_is_signed_with_the_API_key()
    {
        var token = DecodedToken.Of(Created("--kind access --incoming --token-only").Trim());

        Assert.Equal("""{"identity":"alice","voice":{"incoming":{"allow":true}}}""", token.Payload["grants"]!.ToJsonString());
        Assert.True(token.IsSignedWith(TestAccount.ApiKeySecret));
    }

    [Theory]
    [InlineData("capability", "scope")]
    [InlineData("access", "grants")]
    public void Json_is_what_the_API_answers(string kind, string last)
    {
        var answer = JsonNode.Parse(Created($"--kind {kind} --outgoing --ttl 600 --json"))!.AsObject();

        Assert.Equal(["token", "identity", "expiresAt", "ttl", last], answer.Select(member => member.Key));
        Assert.Equal("2023-11-14T22:23:20Z", answer["expiresAt"]!.GetValue<string>());
    }

    [Fact]
    public void Otherwise_it_also_says_in_words_what_the_token_is() =>
        Assert.Contains("capability token: alice may receive and make calls until 2023-11-14 22:23:20 UTC.", Created("--incoming --outgoing --ttl 600"), StringComparison.Ordinal);

    [Theory]
    [InlineData("--incoming", "--client")]
    [InlineData("--client a-b --incoming", "--client must be 1 to 121 letters")]
    [InlineData("--client alice", "At least one of --incoming and --outgoing")]
    [InlineData("--client alice --incoming --ttl 0", "--ttl must be a whole number of seconds from 1 to 86400.")]
    [InlineData("--client alice --incoming --ttl 86401", "--ttl must be")]
    [InlineData("--client alice --incoming --ttl 1h", "--ttl must be")]
    [InlineData("--client alice --incoming --kind chat", "chat")]
    [InlineData("--client alice --incoming --json --token-only", "exclude each other")]
    public void Wrong_options_are_explained(string options, string explanation)
    {
        var (exitCode, output, error) = Commands.Run($"create {options}");

        Assert.Equal(1, exitCode);
        Assert.Contains(explanation, error, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_it_says_which_and_how()
    {
        var (exitCode, output, error) = Commands.Run("create --client alice --incoming", new());

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Twilio:AuthToken is missing.", error, StringComparison.Ordinal);
        Assert.Contains("Twilio__AccountSid=", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_API_key_there_is_no_access_token()
    {
        var (exitCode, output, error) = Commands.Run("create --client alice --incoming --kind access", TestAccount.Real());

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Twilio:ApiKeySid and Twilio:ApiKeySecret", error, StringComparison.Ordinal);
    }
}
