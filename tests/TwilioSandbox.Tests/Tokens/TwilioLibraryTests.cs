using Twilio.Jwt;
using Twilio.Jwt.AccessToken;
using Twilio.Jwt.Client;

namespace TwilioSandbox.Tests.Tokens;

/// <summary>The sandbox accepts tokens of NuGet Twilio, Twilio's own library.</summary>
public sealed class TwilioLibraryTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(true, false, "incoming")]
    [InlineData(false, true, "outgoing")]
    [InlineData(true, true, "incoming and outgoing")]
    public async Task Capability_token_of_Twilios_library_registers(bool incoming, bool outgoing, string allowed)
    {
        HashSet<IScope> scopes = [];
        if (incoming)
        {
            scopes.Add(new IncomingClientScope("alice"));
        }

        if (outgoing)
        {
            scopes.Add(new OutgoingClientScope(SandboxApp.ApplicationSid, "alice", new() { ["mood"] = "100 % ü & (more)" }));
        }

        await RegistersAsync(new ClientCapability(SandboxApp.AccountSid, SandboxApp.AuthToken, InAnHour, scopes).ToJwt(), "capability", allowed);
    }

    [Theory]
    [InlineData(true, false, "incoming")]
    [InlineData(false, true, "outgoing")]
    [InlineData(true, true, "incoming and outgoing")]
    public async Task Access_token_of_Twilios_library_registers(bool incoming, bool outgoing, string allowed)
    {
        var grant = new VoiceGrant
        {
            IncomingAllow = incoming,
            OutgoingApplicationSid = outgoing ? SandboxApp.ApplicationSid : null,
            OutgoingApplicationParams = outgoing ? new() { ["mood"] = "100 % ü & (more)" } : null,
        };
        var token = new Token(
            SandboxApp.AccountSid, SandboxApp.ApiKeySid, SandboxApp.ApiKeySecret, "alice", InAnHour, _sandbox.Clock.GetUtcNow().UtcDateTime, [grant]);
        await RegistersAsync(token.ToJwt(), "access", allowed);
    }

    private DateTime InAnHour => _sandbox.Clock.GetUtcNow().UtcDateTime.AddHours(1);

    private async Task RegistersAsync(string token, string kind, string allowed)
    {
        using var alice = await _sandbox.ConnectWithAsync(token);
        var accepted = Assert.Single(await _sandbox.EventsAsync("token.accepted"));
        Assert.Equal(("alice", allowed), (accepted.Text("client"), accepted.Text("message")));
        Assert.False(accepted.TryGetProperty("explanation", out var warning), $"{warning}");
        Assert.Equal(kind, Assert.Single((await _sandbox.GetJsonAsync("/sandbox/clients")).EnumerateArray()).Text("tokenKind"));
    }
}
