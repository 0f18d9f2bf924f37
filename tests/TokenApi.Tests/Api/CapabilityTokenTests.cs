using System.Net;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Api;

public class CapabilityTokenTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    private const string Path = "/api/tokens/capability";
    private const string Incoming = "scope:client:incoming?clientName=alice";
    private const string Outgoing = $"scope:client:outgoing?appSid={TestAccount.ApplicationSid}";

    [Fact]
    public async Task Stranger_gets_no_token() =>
        await Problem.Of(await app.CreateClient().PostText(Path, """{"incoming":true}"""), HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("""{"incoming":true}""", Incoming)]
    [InlineData("""{"incoming":true,"outgoing":false}""", Incoming)]
    [InlineData("""{"outgoing":true}""", $"{Outgoing}&clientName=alice")]
    [InlineData("""{"outgoing":true,"incoming":true}""", $"{Incoming} {Outgoing}&clientName=alice")]
    [InlineData("""{"outgoing":true,"params":{"z":"a&b","a":""}}""", $"{Outgoing}&appParams=z%3Da%2526b%26a%3D&clientName=alice")]
    [InlineData("""{"outgoing":true,"params":{}}""", $"{Outgoing}&clientName=alice")]
    public async Task Token_allows_exactly_what_was_asked_for(string body, string scope)
    {
        var alice = await app.SignedInAs("alice");

        var answer = await (await alice.PostText(Path, body)).Json();

        var token = DecodedToken.Of(answer["token"]!.GetValue<string>());
        Assert.Equal(scope, token.Scope);
        Assert.Equal(scope, answer["scope"]!.GetValue<string>());
        Assert.Equal("AC00000000000000000000000000facade", token.Payload["iss"]!.GetValue<string>());
        Assert.True(token.IsSignedWith(TestAccount.AuthToken));
    }

    [Fact]
    public async Task Answer_says_whose_it_is_and_when_it_ends()
    {
        using var own = new TokenApiApp();
        own.Clock.Advance(TimeSpan.FromMilliseconds(999));
        var alice = await own.SignedInAs("alice");

        var answer = await (await alice.PostText(Path, """{"incoming":true,"ttl":600}""")).Json();

        Assert.Equal(["token", "identity", "expiresAt", "ttl", "scope"], answer.Select(member => member.Key));
        Assert.Equal("alice", answer["identity"]!.GetValue<string>());
        Assert.Equal("2023-11-14T22:23:20Z", answer["expiresAt"]!.GetValue<string>());
        Assert.Equal(600, answer["ttl"]!.GetValue<int>());
        Assert.Equal(1_700_000_600, DecodedToken.Of(answer["token"]!.GetValue<string>()).ExpiresAt);
    }

    [Theory]
    [InlineData("""{"incoming":true}""", 3600)]
    [InlineData("""{"incoming":true,"ttl":1}""", 1)]
    [InlineData("""{"incoming":true,"ttl":86400}""", 86400)]
    public async Task Token_lives_as_long_as_asked_and_an_hour_by_default(string body, int ttl)
    {
        var alice = await app.SignedInAs("alice");

        var answer = await (await alice.PostText(Path, body)).Json();

        Assert.Equal(1_700_000_000 + ttl, DecodedToken.Of(answer["token"]!.GetValue<string>()).ExpiresAt);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("86401")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    [InlineData("600.0")]
    [InlineData("6e2")]
    [InlineData("\"600\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[600]")]
    public async Task Other_lifetimes_are_refused_with_the_rule(string ttl) =>
        await AssertRefused($$"""{"incoming":true,"ttl":{{ttl}}}""", "ttl", "must be a whole number of seconds from 1 to 86400.");

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"ttl":600}""")]
    [InlineData("""{"incoming":false,"outgoing":false}""")]
    public async Task Token_for_nothing_is_refused(string body)
    {
        await AssertRefused(body, "incoming", "At least one of incoming and outgoing must be true.");
        await AssertRefused(body, "outgoing", "At least one of incoming and outgoing must be true.");
    }

    [Theory]
    [InlineData("incoming", "1")]
    [InlineData("incoming", "\"true\"")]
    [InlineData("incoming", "null")]
    [InlineData("outgoing", "{}")]
    public async Task Only_true_and_false_are_true_and_false(string field, string value) =>
        await AssertRefused($$"""{"{{field}}":{{value}}}""", field, "must be true or false.");

    [Theory]
    [InlineData("identity")]
    [InlineData("clientName")]
    [InlineData("accountSid")]
    [InlineData("applicationSid")]
    [InlineData("authToken")]
    [InlineData("Incoming")]
    [InlineData("")]
    public async Task Fields_that_the_caller_may_not_set_are_refused_not_ignored(string field) =>
        await AssertRefused(
            $$"""{"incoming":true,"{{field}}":"bob"}""",
            field,
            "is not accepted. The fields are incoming, outgoing, params and ttl; the server sets identity, account and application.");

    [Fact]
    public async Task Answer_is_not_longer_than_the_body_however_many_fields_are_wrong()
    {
        var body = $$"""{{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1"))}}}""";

        var problem = await Problem.Of(await (await app.SignedInAs("alice")).PostText(Path, body), HttpStatusCode.BadRequest);

        Assert.Equal(20, problem.Errors.Count);
    }

    [Theory]
    [InlineData("""{"incoming":true,"incoming":true}""", "incoming")]
    [InlineData("""{"incoming":true,"ttl":1,"\u0074tl":86400}""", "ttl")]
    [InlineData("""{"outgoing":true,"params":{"k":"a","k":"b"}}""", "params.k")]
    public async Task Repeated_members_are_refused(string body, string field) => await AssertRefused(body, field, "must appear only once.");

    [Theory]
    [InlineData("""null""")]
    [InlineData("""[{"incoming":true}]""")]
    [InlineData("""{"incoming":true""")]
    [InlineData("""{"incoming":true} {}""")]
    [InlineData("""incoming=true""")]
    [InlineData(""" """)]
    [InlineData("""{"outgoing":true,"params":{"k":"\ud83d"}}""")]
    [InlineData("""{"outgoing":true,"params":{"\ude00":"v"}}""")]
    public async Task Body_that_is_no_JSON_object_is_refused(string body) => await AssertRefused(body, "body", "must be a JSON object.");

    [Fact]
    public async Task Body_of_another_type_is_refused()
    {
        var alice = await app.SignedInAs("alice");

        await Problem.Of(await alice.PostText(Path, """{"incoming":true}""", "text/plain"), HttpStatusCode.UnsupportedMediaType);
        var problem = await Problem.Of(await alice.PostText(Path, """{"incoming":true}""", contentType: null), HttpStatusCode.BadRequest);
        Assert.Equal(["must have the Content-Type application/json."], problem.Errors["body"]);
    }

    [Theory]
    [InlineData("""{"incoming":true,"params":{"k":"v"}}""", "params", "are sent with outgoing calls, so outgoing must be true.")]
    [InlineData("""{"outgoing":true,"params":"k=v"}""", "params", "must be an object whose values are strings.")]
    [InlineData("""{"outgoing":true,"params":null}""", "params", "must be an object whose values are strings.")]
    [InlineData("""{"outgoing":true,"params":{"":"v"}}""", "params", "must have keys of 1 to 64 characters.")]
    [InlineData("""{"outgoing":true,"params":{"k":7}}""", "params.k", "must be a string of at most 256 characters.")]
    [InlineData("""{"outgoing":true,"params":{"k":null}}""", "params.k", "must be a string of at most 256 characters.")]
    [InlineData("""{"outgoing":true,"params":{"k":{"a":"b"}}}""", "params.k", "must be a string of at most 256 characters.")]
    public async Task Parameters_are_texts_for_outgoing_calls(string body, string field, string rule) => await AssertRefused(body, field, rule);

    [Theory]
    [InlineData(16, 64, 256, null, "")]
    [InlineData(17, 64, 256, "params", "must have at most 16 members.")]
    [InlineData(16, 65, 256, "params", "must have keys of 1 to 64 characters.")]
    public async Task Parameters_have_limits(int count, int keyLength, int valueLength, string? field, string rule)
    {
        var members = Enumerable.Range(0, count).Select(i => $"\"{i.ToString("D2", null).PadRight(keyLength, 'k')}\":\"{new string('v', valueLength)}\"");
        var body = $$$"""{"outgoing":true,"params":{{{{string.Join(',', members)}}}}}""";

        if (field is null)
        {
            Assert.Equal(HttpStatusCode.OK, (await (await app.SignedInAs("alice")).PostText(Path, body)).StatusCode);
        }
        else
        {
            await AssertRefused(body, field, rule);
        }
    }

    [Fact]
    public async Task Parameters_that_are_too_long_together_once_they_are_encoded_are_refused()
    {
        var value = new string('語', 256);
        await AssertRefused(
            $$$"""{"outgoing":true,"params":{"a":"{{{value}}}","b":"{{{value}}}","c":"{{{value}}}"}}""",
            "params",
            "are too long together: encoded for a token they have 11538 characters, and 8192 are the most.");
    }

    [Fact]
    public async Task Parameter_of_257_characters_is_refused() =>
        await AssertRefused($$$"""{"outgoing":true,"params":{"k":"{{{new string('v', 257)}}}"}}""", "params.k", "must be a string of at most 256 characters.");

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var alice = await app.SignedInAs("alice");

        var problem = await Problem.Of(await alice.PostText(Path, """{"incoming":1,"ttl":0,"identity":"bob"}"""), HttpStatusCode.BadRequest);

        Assert.Equal(["identity", "incoming", "ttl"], problem.Errors.Keys.Order());
    }

    private async Task AssertRefused(string body, string field, string rule)
    {
        var alice = await app.SignedInAs("alice");
        var response = body.Length == 0
            ? await alice.PostAsync(Path, content: null, TestContext.Current.CancellationToken)
            : await alice.PostText(Path, body);

        var problem = await Problem.Of(response, HttpStatusCode.BadRequest);

        Assert.Equal([rule], problem.Errors[field]);
    }
}
