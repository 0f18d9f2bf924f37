using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests.Tokens;

/// <summary>Tokens with too little scope or a wrong signature.</summary>
public sealed class ScopeIsEnforcedTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("wrong scope")]
    public async Task Incoming_token_cannot_call(TokenKind kind)
    {
        var bob = await SignInAsync(Unique("bob"), kind);
        await bob.Tokens.ReplaceRequestsAsync(new { incoming = true });
        await bob.CallAsync("alice");

        await bob.SeesAlertAsync("The token does not allow this call.");
        await bob.SeesAlertAsync("31002");
        await bob.SeesAlertAsync("Call again");
        Assert.Contains(await Application.EventsOfAsync(bob.Name), e => e is { Type: "call.refused", Code: 31002 });
    }

    [Fact]
    public async Task Outgoing_token_receives_no_incoming_call()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.Tokens.ReplaceRequestsAsync(new { outgoing = true });
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}"); // Twilio answers ready to such a token too.

        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await bob.SeesAlertAsync("31404");
        await bob.SeesAlertAsync("Nobody is registered under that name.");
        await bob.SeesAlertAsync("Check the name");
        Assert.DoesNotContain(await Application.EventsOfAsync(alice.Name), e => e.Type == "call.ringing");
    }

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("wrong signature")]
    public async Task Changed_token_is_refused_with_31202(TokenKind kind)
    {
        var alice = await SignInAsync(Unique("alice"), kind);
        await alice.Tokens.ChangeAsync(answer =>
        {
            var token = (string)answer["token"]!;
            // A signature of the right form.
            answer["token"] = token[..(token.LastIndexOf('.') + 1)] + new string('A', 43);
        });
        await alice.PressRegisterAsync();

        await alice.SeesAlertAsync("The signature of the token is wrong.");
        await alice.SeesAlertAsync("31202");
        await alice.SeesAlertAsync("Check TokenApi’s Twilio settings");
        await alice.SeesAsync("Not registered");
    }
}
