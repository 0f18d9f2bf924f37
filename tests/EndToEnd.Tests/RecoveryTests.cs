using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;
using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>What goes wrong is said in words, and when it is right again the page goes on without being loaded again.</summary>
public sealed class RecoveryTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("API away and back")]
    public async Task While_TokenApi_is_away_the_page_says_so_and_goes_on_afterwards(int sdk)
    {
        var alice = await SignInAsync(Unique("alice"), sdk);
        await alice.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await alice.PressRegisterAsync();
        await alice.SeesAlertAsync("TokenApi cannot be reached.");

        await alice.Page.UnrouteAllAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("signalling drop and return")]
    public async Task The_page_reconnects_when_signalling_is_back_and_when_it_breaks_twice(int sdk)
    {
        var (alice, signalling) = await RegisteredWithSignallingAsync(sdk);
        await signalling.GoAwayAsync();
        await alice.SeesAsync($"Reconnecting as {alice.Name}");
        signalling.ComeBack();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();

        await WatchAsync(alice, "status");
        await signalling.BreakTwiceAsync();
        await alice.ExpectAsync("window.was.some(text => text.startsWith('Reconnecting as'))");
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Who_loses_a_call_before_its_answer_can_make_another(int sdk)
    {
        var bob = await RegisteredAsync("bob", sdk);
        var (alice, signalling) = await RegisteredWithSignallingAsync(sdk);
        await alice.CallAsync(bob.Name);
        await bob.SeesAsync($"Incoming call from {alice.Name}");

        await signalling.GoAwayAsync();
        await alice.SeesTextAsync($"The connection was lost, and the call with {bob.Name} with it.");
        if (sdk == 1)
        {
            await bob.RejectAsync(); // Twilio Client 1.x might come back to its call.
        }

        await bob.SeesAsync($"Registered as {bob.Name}");
        signalling.ComeBack();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.PressCallAsync(bob.Name);
        await bob.SeesAsync($"Incoming call from {alice.Name}");
        await bob.AcceptAsync();
        await alice.HearsAndIsHeardAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_call_goes_on_while_signalling_is_away(int sdk)
    {
        var bob = await SignInAsync(Unique("bob"), sdk);
        await bob.RegisterAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
        var signalling = new Signalling();
        var alice = await VisitAsync(Unique("alice"), sdk: sdk, prepare: signalling.LeadAsync);
        await alice.SignInAsync();
        await alice.CallAsync(bob.Name);
        await bob.PressAsync("Accept");
        await alice.SeesAsync($"In call with {bob.Name}");

        await signalling.GoAwayAsync();
        await alice.SeesTextAsync("The connection is lost. The call goes on when it is back.");
        await alice.HearsAndIsHeardAsync();
        signalling.ComeBack();
        await alice.SeesNoTextAsync("The connection is lost.");
        await alice.SeesNoAlertAsync();
        await alice.HangUpAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_was_said_of_a_broken_connection_is_taken_back_in_a_call_too(int sdk)
    {
        var (_, bob) = await TalkingAsync(sdk);
        await WatchAsync(bob, "alert");
        await using var loss = await Application.FailAsync(new { kind = "drop-signaling", client = bob.Name, count = 1 });
        await bob.ExpectAsync("window.was.some(text => text.includes('connection'))");
        await bob.SeesNoAlertAsync();
        await bob.SeesNoTextAsync("The connection is lost.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Twilio_that_has_refused_is_not_said_to_be_silent(int sdk)
    {
        var alice = await VisitAsync(Unique("alice"), sdk: sdk, prepare: page => page.Clock.InstallAsync());
        await alice.SignInAsync();
        await using var refusal = await Application.FailAsync(new { kind = "refuse-registration", client = alice.Name, code = 31206 });
        await alice.PressRegisterAsync();
        await alice.SeesAlertAsync("31206");
        await alice.Page.Clock.FastForwardAsync(10_000);
        Assert.Contains("31206", await alice.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_rings_is_not_declined_by_registering_with_another_token()
    {
        var (alice, bob) = (await SignInAsync(Unique("alice")), await SignInAsync(Unique("bob")));
        await alice.StopRenewingAsync();
        await alice.AskForTokensWithAsync(new { incoming = true, ttl = 8 });
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
    public async Task An_ended_session_leads_to_signing_in_again()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.Page.Context.ClearCookiesAsync();
        await alice.PressRegisterAsync();
        await alice.SeesAlertAsync("Your session has ended.");
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task A_session_that_ends_does_not_end_a_call()
    {
        var (alice, bob) = await TalkingAsync();
        await alice.Page.Context.ClearCookiesAsync();
        await alice.RequestTokenAsync();
        await alice.SeesAlertAsync("Your session has ended.");
        await alice.HearsAndIsHeardAsync();
        await alice.HangUpAsync();
        await alice.SeesAsync("Signed out");
        await alice.SeesAlertAsync("Your session has ended.");
        await bob.SeesAsync("Not registered");
    }

    // What stands there may be over soon: the page remembers all of it.
    private static async Task WatchAsync(Phone phone, string id) => await phone.Page.EvaluateAsync("""
        id => {
            const element = document.getElementById(id);
            window.was = [];
            new MutationObserver(() => window.was.push(element.innerText)).observe(element, { childList: true, characterData: true, subtree: true });
        }
        """, id);

    private async Task<(Phone Alice, Signalling Signalling)> RegisteredWithSignallingAsync(int sdk)
    {
        var signalling = new Signalling();
        var alice = await VisitAsync(Unique("alice"), sdk: sdk, prepare: signalling.LeadAsync);
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        return (alice, signalling);
    }
}
