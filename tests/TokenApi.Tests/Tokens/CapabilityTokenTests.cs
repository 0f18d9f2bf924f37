using System.Net;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Tokens;

public class CapabilityTokenTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    private const string Path = "/api/tokens/capability";
    private const string WrongType = "must have the JSON type that /openapi/v1.json describes.";
    private const string Incoming = "scope:client:incoming?clientName=alice";
    private const string Outgoing = $"scope:client:outgoing?appSid={TestAccount.ApplicationSid}";

    [Fact]
    public async Task Request_without_a_session_is_refused() =>
        await Problem.Of(await app.CreateClient().PostText(Path, """{"incoming":true}"""), HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("""{"incoming":true}""", Incoming)]
    [InlineData("""{"incoming":true,"outgoing":false}""", Incoming)]
    [InlineData("""{"outgoing":true}""", $"{Outgoing}&clientName=alice")]
    [InlineData("""{"outgoing":true,"incoming":true}""", $"{Incoming} {Outgoing}&clientName=alice")]
    [InlineData("""{"outgoing":true,"params":{"z":"a&b","a":""}}""", $"{Outgoing}&appParams=z%3Da%2526b%26a%3D&clientName=alice")]
    [InlineData("""{"outgoing":true,"params":{}}""", $"{Outgoing}&clientName=alice")]
    public async Task Token_has_the_requested_scopes(string body, string scope)
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
    public async Task Answer_has_identity_and_expiry()
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
    public async Task Token_has_the_requested_lifetime_or_an_hour(string body, int ttl)
    {
        var alice = await app.SignedInAs("alice");

        var answer = await (await alice.PostText(Path, body)).Json();

        Assert.Equal(1_700_000_000 + ttl, DecodedToken.Of(answer["token"]!.GetValue<string>()).ExpiresAt);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("86401")]
    public async Task Lifetime_out_of_range_is_refused(string ttl) =>
        await AssertRefused($$"""{"incoming":true,"ttl":{{ttl}}}""", "ttl", "must be a whole number of seconds from 1 to 86400.");

    [Theory]
    [InlineData("ttl", "99999999999999999999")]
    [InlineData("ttl", "1.5")]
    [InlineData("ttl", "600.0")]
    [InlineData("ttl", "6e2")]
    [InlineData("ttl", "\"600\"")]
    [InlineData("ttl", "true")]
    [InlineData("ttl", "null")]
    [InlineData("ttl", "[600]")]
    [InlineData("incoming", "1")]
    [InlineData("incoming", "\"true\"")]
    [InlineData("incoming", "null")]
    [InlineData("outgoing", "{}")]
    [InlineData("params", "\"k=v\"")]
    [InlineData("params", "null")]
    public async Task Value_of_another_JSON_type_is_refused(string field, string value) => await AssertRefused($$"""{"{{field}}":{{value}}}""", field, WrongType);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ttl":600}""")]
    [InlineData("""{"incoming":false,"outgoing":false}""")]
    public async Task Token_without_permissions_is_refused(string body)
    {
        await AssertRefused(body, "incoming", "At least one of incoming and outgoing must be true.");
        await AssertRefused(body, "outgoing", "At least one of incoming and outgoing must be true.");
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("clientName")]
    [InlineData("accountSid")]
    [InlineData("applicationSid")]
    [InlineData("authToken")]
    [InlineData("Incoming")]
    public async Task Unknown_fields_are_refused(string field) => await AssertRefused($$"""{"incoming":true,"{{field}}":"bob"}""", field, "is not accepted.");

    [Fact]
    public async Task Long_name_of_an_unknown_field_is_shortened_in_the_answer()
    {
        var problem = await Problem.Of(
            await (await app.SignedInAs("alice")).PostText(Path, $$"""{"{{new string('x', 60_000)}}":1}"""), HttpStatusCode.BadRequest);

        Assert.InRange(problem.Errors.Keys.Single().Length, 1, 64);
    }

    [Theory]
    [InlineData("""{"incoming":true,"incoming":true}""", "incoming")]
    [InlineData("""{"incoming":true,"ttl":1,"\u0074tl":86400}""", "ttl")]
    public async Task Repeated_fields_are_refused(string body, string field) => await AssertRefused(body, field, "must appear only once.");

    [Theory]
    [InlineData("""[{"incoming":true}]""", "body")]
    [InlineData("""{"incoming":true""", "body")]
    [InlineData("""{"incoming":true} {}""", "body")]
    [InlineData("""incoming=true""", "body")]
    [InlineData(""" """, "body")]
    [InlineData("""{"outgoing":true,"params":{"k":"\ud83d"}}""", "params.k")]
    [InlineData("""{"outgoing":true,"params":{"k":7}}""", "params.k")]
    [InlineData("""{"outgoing":true,"params":{"k":{"a":"b"}}}""", "params.k")]
    [InlineData("""{"outgoing":true,"params":{"k":"a","k":"b"}}""", "params.k")]
    public async Task Malformed_JSON_is_refused(string body, string field) => await AssertRefused(body, field, WrongType);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task Missing_body_is_refused(string body) =>
        Assert.Equal("unreadable-request", (await Problem.Of(await (await app.SignedInAs("alice")).PostText(Path, body), HttpStatusCode.BadRequest)).Code);

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Body_of_another_content_type_is_refused(string? contentType) =>
        await Problem.Of(await (await app.SignedInAs("alice")).PostText(Path, """{"incoming":true}""", contentType), HttpStatusCode.UnsupportedMediaType);

    [Theory]
    [InlineData("""{"incoming":true,"params":{"k":"v"}}""", "are sent with outgoing calls, so outgoing must be true.")]
    [InlineData("""{"outgoing":true,"params":{"":"v"}}""", "must have keys of 1 to 64 characters.")]
    [InlineData("""{"outgoing":true,"params":{"k":null}}""", "must have values that are strings of at most 256 characters.")]
    public async Task Parameters_are_strings_for_outgoing_calls(string body, string rule) => await AssertRefused(body, "params", rule);

    [Theory]
    [InlineData(16, 64, 256, null)]
    [InlineData(17, 64, 256, "must have at most 16 members.")]
    [InlineData(16, 65, 256, "must have keys of 1 to 64 characters.")]
    [InlineData(16, 64, 257, "must have values that are strings of at most 256 characters.")]
    public async Task Parameters_have_limits(int count, int keyLength, int valueLength, string? rule)
    {
        var members = Enumerable.Range(0, count).Select(i => $"\"{i.ToString("D2", null).PadRight(keyLength, 'k')}\":\"{new string('v', valueLength)}\"");
        var body = $$$"""{"outgoing":true,"params":{{{{string.Join(',', members)}}}}}""";

        if (rule is null)
        {
            Assert.Equal(HttpStatusCode.OK, (await (await app.SignedInAs("alice")).PostText(Path, body)).StatusCode);
        }
        else
        {
            await AssertRefused(body, "params", rule);
        }
    }

    [Fact]
    public async Task Parameters_that_are_too_long_in_their_encoding_are_refused()
    {
        var value = new string('語', 256);
        await AssertRefused(
            $$$"""{"outgoing":true,"params":{"a":"{{{value}}}","b":"{{{value}}}","c":"{{{value}}}"}}""",
            "params", "must have at most 8192 characters together, in the encoding of capability tokens.");
    }

    private async Task AssertRefused(string body, string field, string rule)
    {
        var alice = await app.SignedInAs("alice");
        var response = await alice.PostText(Path, body);

        var problem = await Problem.Of(response, HttpStatusCode.BadRequest);

        Assert.Equal([rule], problem.Errors[field]);
    }
}
