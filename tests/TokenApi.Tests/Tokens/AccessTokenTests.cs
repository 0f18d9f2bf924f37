using System.Net;
using TokenApi.Tokens;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Tokens;

public class AccessTokenTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    private const string Path = "/api/tokens/access";
    private const string Application = "\"application_sid\":\"AP00000000000000000000000000facade\"";

    [Fact]
    public async Task Request_without_a_session_is_refused() =>
        await Problem.Of(await app.CreateClient().PostText(Path, """{"incoming":true}"""), HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("""{"incoming":true}""", """{"incoming":{"allow":true}}""")]
    [InlineData("""{"outgoing":true}""", """{"outgoing":{""" + Application + "}}")]
    [InlineData("""{"outgoing":true,"incoming":true,"params":{}}""", """{"incoming":{"allow":true},"outgoing":{""" + Application + "}}")]
    [InlineData("""{"outgoing":true,"params":{"z":"a b","a":""}}""", """{"outgoing":{""" + Application + ""","params":{"z":"a b","a":""}}}""")]
    public async Task Token_has_the_requested_grants(string body, string voice)
    {
        var alice = await app.SignedInAs("alice");

        var answer = await (await alice.PostText(Path, body)).Json();

        var token = DecodedToken.Of(answer["token"]!.GetValue<string>());
        var expected = $$"""{"identity":"alice","voice":{{voice}}}""";
        Assert.Equal(expected, token.Payload["grants"]!.ToJsonString());
        Assert.Equal(expected, answer["grants"]!.ToJsonString());
        Assert.Equal("SK00000000000000000000000000facade", token.Payload["iss"]!.GetValue<string>());
        Assert.Equal("AC00000000000000000000000000facade", token.Payload["sub"]!.GetValue<string>());
        Assert.True(token.IsSignedWith(TestAccount.ApiKeySecret));
    }

    [Fact]
    public async Task Answer_has_identity_and_expiry()
    {
        var alice = await app.SignedInAs("alice");

        var answer = await (await alice.PostText(Path, """{"incoming":true,"ttl":600}""")).Json();

        Assert.Equal(["token", "identity", "expiresAt", "ttl", "grants"], answer.Select(member => member.Key));
        Assert.Equal("alice", answer["identity"]!.GetValue<string>());
        Assert.Equal("2023-11-14T22:23:20Z", answer["expiresAt"]!.GetValue<string>());
        Assert.Equal(600, answer["ttl"]!.GetValue<int>());
        Assert.Equal(1_700_000_600, DecodedToken.Of(answer["token"]!.GetValue<string>()).ExpiresAt);
    }

    [Theory]
    [InlineData("""{}""", "incoming")]
    [InlineData("""{"incoming":true,"ttl":86401}""", "ttl")]
    [InlineData("""{"incoming":true,"identity":"bob"}""", "identity")]
    public async Task Body_has_the_rules_of_capability_tokens(string body, string field)
    {
        var alice = await app.SignedInAs("alice");

        var problem = await Problem.Of(await alice.PostText(Path, body), HttpStatusCode.BadRequest);

        Assert.Contains(field, problem.Errors.Keys);
    }

    [Fact]
    public async Task Without_an_API_key_the_problem_names_both_keys_and_the_alternative()
    {
        // Both are empty in Development too, where the demo sign-in is.
        using var keyless = TokenApiApp.WithRealAccount("Development");
        var alice = await keyless.SignedInAs("alice");

        var problem = await Problem.Of(await alice.PostText(Path, """{"incoming":true}"""), HttpStatusCode.NotImplemented);

        Assert.Contains("Twilio:ApiKeySid", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("Twilio:ApiKeySecret", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("POST /api/tokens/capability", problem.Detail, StringComparison.Ordinal);
        await Problem.Of(await keyless.CreateClient().PostText(Path, """{"incoming":true}"""), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Audit_line_has_the_jti_and_not_the_token()
    {
        using var own = new TokenApiApp();
        var alice = await own.SignedInAs("alice");
        var answer = await (await alice.PostText(Path, """{"outgoing":true,"params":{"k":"Pa55word"},"ttl":600}""")).Json();

        var token = answer["token"]!.GetValue<string>();
        var line = Assert.Single(own.Logs.From<TokenAudit>());

        Assert.Contains(
            "Token issued: kind access, identity alice, scopes outgoing, ttl 600 s, expires 2023-11-14T22:23:20.0000000+00:00, jti "
            + DecodedToken.Of(token).Payload["jti"],
            line, StringComparison.Ordinal);
        string[] secrets = [TestAccount.ApiKeySecret, "Pa55word", .. token.Split('.')[1..]];
        Assert.All(own.Logs.Lines, logged => Assert.All(secrets, secret => Assert.DoesNotContain(secret, logged, StringComparison.Ordinal)));
    }
}
