using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests;

public sealed class RegisterIncomingTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("register")]
    public async Task Registering_gets_a_token_for_incoming_calls_to_the_signed_in_name_for_one_hour(int sdk)
    {
        var alice = await SignInAsync(Unique("alice"), sdk);
        var token = await alice.RegisterAsync();

        if (sdk == 1)
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
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("expired token")]
    public async Task A_token_is_refused_after_its_end(int sdk)
    {
        var alice = await SignInAsync(Unique("alice"), sdk);
        await alice.StopRenewingAsync();
        await alice.AskForTokensWithAsync(new { incoming = true, ttl = 3 });
        await alice.RegisterAsync();

        await alice.SeesAlertAsync("31205");
        await alice.SeesAsync("Not registered");
        Assert.Contains(await Application.EventsOfAsync(alice.Name), e => e.Code == 31205);
    }
}
