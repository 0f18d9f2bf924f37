using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Calls;

/// <summary>The page explains an outage, and recovers without a reload.</summary>
public sealed class RecoveryTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("API away and back")]
    public async Task Page_explains_that_TokenApi_is_down_and_registers_when_it_is_up_again(TokenKind kind)
    {
        var alice = await SignInAsync(Unique("alice"), kind);
        await alice.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await alice.PressRegisterAsync();
        await alice.SeesAlertAsync("TokenApi cannot be reached.");
        await alice.SeesAlertAsync("Check that it is running");

        await alice.Page.UnrouteAllAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
    }

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("signaling drop and return")]
    public async Task Page_reconnects_when_signaling_is_up_again_and_after_it_breaks_twice(TokenKind kind)
    {
        var (alice, signaling) = await RegisteredWithSignalingAsync(kind);
        await signaling.StopAsync();
        await alice.SeesAsync($"Reconnecting as {alice.Name}");
        signaling.Resume();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();

        await WatchAsync(alice, "status");
        await signaling.BreakTwiceAsync();
        await alice.Screen.IsTrueAsync("window.was.some(text => text.startsWith('Reconnecting as'))");
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
    }

    [Fact]
    public async Task Caller_who_loses_the_connection_while_ringing_can_call_again()
    {
        var bob = await RegisteredAsync("bob");
        var (alice, signaling) = await RegisteredWithSignalingAsync();
        await alice.CallAsync(bob.Name);
        await bob.SeesAsync($"Incoming call from {alice.Name}");

        await signaling.StopAsync();
        await alice.SeesTextAsync($"The call with {bob.Name} ended because the connection was lost.");
        await bob.SeesAsync($"Registered as {bob.Name}");
        signaling.Resume();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.PressCallAsync(bob.Name);
        await bob.SeesAsync($"Incoming call from {alice.Name}");
        await bob.AcceptAsync();
        await alice.Audio.FlowsBothWaysAsync();
    }

    [Fact]
    public async Task Call_continues_while_signaling_is_down()
    {
        var bob = await SignInAsync(Unique("bob"));
        await bob.RegisterAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
        var signaling = new Signaling();
        var alice = await VisitAsync(Unique("alice"), prepare: signaling.RouteAsync);
        await alice.SignInAsync();
        await alice.CallAsync(bob.Name);
        await bob.PressAsync("Accept");
        await alice.SeesAsync($"In call with {bob.Name}");

        await signaling.StopAsync();
        await alice.SeesTextAsync("The connection is lost. The call continues when it is restored.");
        await alice.Audio.FlowsBothWaysAsync();
        signaling.Resume();
        await alice.SeesNoTextAsync("The connection is lost.");
        await alice.SeesNoAlertAsync();
        await alice.HangUpAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
    }

    [Fact]
    public async Task Alert_about_the_lost_connection_disappears_during_a_call()
    {
        var (_, bob) = await TalkingAsync();
        await WatchAsync(bob, "alert");
        await using var loss = await Application.FailAsync(new { kind = "drop-signaling", client = bob.Name, count = 1 });
        await bob.Screen.IsTrueAsync("window.was.some(text => text.includes('connection'))");
        await bob.SeesNoAlertAsync();
        await bob.SeesNoTextAsync("The connection is lost.");
    }

    [Fact]
    public async Task Refused_registration_keeps_its_alert_when_no_answer_follows()
    {
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.Clock.InstallAsync());
        await alice.SignInAsync();
        await using var refusal = await Application.FailAsync(new { kind = "refuse-registration", client = alice.Name, code = 31206 });
        await alice.PressRegisterAsync();
        await alice.SeesAlertAsync("31206");
        await alice.SeesAlertAsync("Too many requests for this account.");
        await alice.SeesAlertAsync("Wait a minute");
        await alice.Page.Clock.FastForwardAsync(10_000);
        Assert.Contains("31206", await alice.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ringing_call_survives_an_expired_registration()
    {
        var (alice, bob) = (await SignInAsync(Unique("alice")), await SignInAsync(Unique("bob")));
        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 8 });
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.SeesAlertAsync("31205");
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "Register for incoming calls" })).ToBeDisabledAsync();
        await alice.AcceptAsync();
        await alice.SeesAsync($"In call with {bob.Name}");
    }

    [Fact]
    public async Task Ended_session_leads_to_sign_in()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.Page.Context.ClearCookiesAsync();
        await alice.PressRegisterAsync();
        await alice.SeesAlertAsync("Your session has ended.");
        await alice.SeesAlertAsync("Sign in again.");
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Ended_session_does_not_end_a_call()
    {
        var (alice, bob) = await TalkingAsync();
        await alice.Page.Context.ClearCookiesAsync();
        await alice.RequestTokenAsync();
        await alice.SeesAlertAsync("Your session has ended.");
        await alice.Audio.FlowsBothWaysAsync();
        await alice.HangUpAsync();
        await alice.SeesAsync("Signed out");
        await alice.SeesAlertAsync("Your session has ended.");
        await bob.SeesAsync("Not registered");
    }

    // Records all texts of an element, because one may be visible only briefly.
    private static async Task WatchAsync(Phone phone, string id) => await phone.Page.EvaluateAsync("""
        id => {
            const element = document.getElementById(id);
            window.was = [];
            new MutationObserver(() => window.was.push(element.innerText)).observe(element, { childList: true, characterData: true, subtree: true });
        }
        """, id);

    private async Task<(Phone Alice, Signaling Signaling)> RegisteredWithSignalingAsync(TokenKind kind = TokenKind.Capability)
    {
        var signaling = new Signaling();
        var alice = await VisitAsync(Unique("alice"), kind: kind, prepare: signaling.RouteAsync);
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        return (alice, signaling);
    }
}
