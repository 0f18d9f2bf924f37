using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

/// <summary>The page asks for the right token by itself; here it is made to ask for too little.</summary>
public sealed class ScopeIsEnforcedTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task A_token_for_incoming_calls_cannot_call()
    {
        var bob = await SignInAsync(Unique("bob"));
        await bob.AskForTokensWithAsync(new { incoming = true });
        var token = await bob.CallAsync("alice");

        token.ShouldAllow($"scope:client:incoming?clientName={bob.Name}", TimeSpan.FromHours(1));
        await bob.SeesAlertAsync("31002");
        Assert.Contains(await Application.EventsOfAsync(bob.Name), e => e is { Type: "call.refused", Code: 31002 });
    }

    [Fact]
    public async Task A_token_for_outgoing_calls_gets_no_incoming_call()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.AskForTokensWithAsync(new { outgoing = true });
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}"); // Twilio says ready to such a token too; it just never rings.

        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await bob.SeesAlertAsync("31404");
        Assert.DoesNotContain(await Application.EventsOfAsync(alice.Name), e => e.Type == "call.ringing");
    }
}
