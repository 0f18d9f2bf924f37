using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests.Tokens;

public sealed class RegisterIncomingTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("register")]
    public async Task Registration_token_has_only_the_incoming_scope_and_lasts_one_hour(TokenKind kind)
    {
        var alice = await SignInAsync(Unique("alice"), kind);
        var token = await alice.RegisterAsync();

        if (kind == TokenKind.Capability)
        {
            token.ShouldAllow($"scope:client:incoming?clientName={alice.Name}", TimeSpan.FromHours(1));
        }
        else
        {
            Assert.Equal("twilio-fpa;v=1", token.Header.GetProperty("cty").GetString());
            var grants = token.Payload.GetProperty("grants");
            Assert.Equal(alice.Name, grants.GetProperty("identity").GetString());
            Assert.Equal("""{"incoming":{"allow":true}}""", grants.GetProperty("voice").GetRawText());
        }

        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.Contains(await Application.EventsOfAsync(alice.Name), e => e.Type == "client.registered");
    }

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("expired token")]
    public async Task Expired_token_ends_the_registration_with_31205(TokenKind kind)
    {
        var alice = await SignInAsync(Unique("alice"), kind);
        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 3 });
        await alice.RegisterAsync();

        await alice.SeesAlertAsync("The token has expired.");
        await alice.SeesAlertAsync("31205");
        await alice.SeesAlertAsync("requests a new token");
        await alice.SeesAsync("Not registered");
        Assert.Contains(await Application.EventsOfAsync(alice.Name), e => e.Code == 31205);
    }
}
