using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests;

/// <summary>The page asks for the right token by itself; here it is made to ask for too little, or is given one that was changed.</summary>
public sealed class ScopeIsEnforcedTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("wrong scope")]
    public async Task A_token_for_incoming_calls_cannot_call(int sdk)
    {
        var bob = await SignInAsync(Unique("bob"), sdk);
        await bob.AskForTokensWithAsync(new { incoming = true });
        await bob.CallAsync("alice");

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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("wrong signature")]
    public async Task A_token_that_was_changed_on_its_way_is_refused(int sdk)
    {
        var alice = await SignInAsync(Unique("alice"), sdk);
        await alice.ChangeTokensAsync(answer =>
        {
            var token = (string)answer["token"]!;
            // Its signature is another token's: of the same form, and wrong.
            answer["token"] = token[..(token.LastIndexOf('.') + 1)] + new string('A', 43);
            return Task.CompletedTask;
        });
        await alice.PressRegisterAsync();

        await alice.SeesAlertAsync("31202");
        await alice.SeesAsync("Not registered");
    }
}
