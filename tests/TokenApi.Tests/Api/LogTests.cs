namespace TokenApi.Tests.Api;

public sealed class LogTests : IDisposable
{
    private readonly TokenApiApp _app = new();

    public void Dispose() => _app.Dispose();

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
