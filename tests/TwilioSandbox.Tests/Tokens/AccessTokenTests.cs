namespace TwilioSandbox.Tests.Tokens;

public sealed class AccessTokenTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_device_with_an_access_token_gets_ready()
    {
        using var alice = await _sandbox.ConnectAsync(TestToken.Access(_sandbox.Clock));

        Assert.Equal("alice", Assert.Single(await _sandbox.EventsAsync("client.registered")).GetProperty("client").GetString());
    }

    [Fact]
    public async Task The_journal_warns_of_an_accepted_token_that_is_hardly_meant()
    {
        using var alice = await _sandbox.ConnectAsync(TestToken.Access(_sandbox.Clock, voice: new { }));

        var accepted = Assert.Single(await _sandbox.EventsAsync("token.accepted"));
        Assert.Contains("Add a VoiceGrant", accepted.GetProperty("explanation").GetString(), StringComparison.Ordinal);
    }
}
