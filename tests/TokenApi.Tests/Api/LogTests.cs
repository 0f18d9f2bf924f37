using TokenApi.Tokens;

namespace TokenApi.Tests.Api;

public sealed class LogTests : IDisposable
{
    private readonly TokenApiApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Each_token_is_one_line_that_says_who_what_and_until_when()
    {
        var alice = await _app.SignedInAs("alice");
        await alice.PostText("/api/tokens/capability", """{"outgoing":true,"ttl":600}""");
        await alice.PostText("/api/tokens/capability", """{"ttl":600}""");

        var line = Assert.Single(_app.Logs.From<Capability>());

        Assert.Contains(
            "Capability token issued to alice: incoming False, outgoing True, ttl 600 s, expires 2023-11-14T22:23:20.0000000+00:00",
            line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_no_token_and_no_body_is_logged_at_any_level()
    {
        var alice = await _app.SignedInAs("alice");
        var answer = await (await alice.PostText("/api/tokens/capability", """{"outgoing":true,"params":{"k":"Pa55word"}}""")).Json();
        await alice.PostText("/api/tokens/capability", """{"outgoing":true,"params":{"k":"Pa55word"}""");
        await alice.PostText("/api/tokens/capability", """{"authToken":"Pa55word"}""");
        await alice.PostText("/voice", "To=Pa55word", "application/x-www-form-urlencoded");

        string[] secrets = [TestAccount.AuthToken, TestAccount.ApiKeySecret, "Pa55word", .. answer["token"]!.GetValue<string>().Split('.')[1..]];

        Assert.NotEmpty(_app.Logs.Lines);
        Assert.All(_app.Logs.Lines, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal)));
    }
}
