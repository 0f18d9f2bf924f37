namespace TwilioSandbox.Tests;

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
}
