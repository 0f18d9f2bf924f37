using EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>What goes wrong is said in words, and when it is right again the page goes on without being loaded again.</summary>
public sealed class RecoveryTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task While_TokenApi_is_away_the_page_says_so_and_goes_on_afterwards()
    {
        var alice = await SignInAsync(Unique("alice"));
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
    public async Task While_signalling_is_away_the_page_reconnects(int sdk)
    {
        var alice = await VisitAsync(Unique("alice"), sdk: sdk);
        var signalling = await Signalling.OfAsync(alice);
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        await signalling.GoAwayAsync();
        await alice.SeesAsync($"Reconnecting as {alice.Name}");
        signalling.ComeBack();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_call_goes_on_while_signalling_is_away(int sdk)
    {
        var bob = await SignInAsync(Unique("bob"), sdk);
        await bob.RegisterAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
        var alice = await VisitAsync(Unique("alice"), sdk: sdk);
        var signalling = await Signalling.OfAsync(alice);
        await alice.SignInAsync();
        await alice.CallAsync(bob.Name);
        await bob.PressAsync("Accept");
        await alice.SeesAsync($"In call with {bob.Name}");

        await signalling.GoAwayAsync();
        await alice.Page.GetByText("The connection is lost. The call goes on when it is back.").WaitForAsync();
        await alice.HearsAndIsHeardAsync();
        signalling.ComeBack();
        await alice.Page.GetByText("The connection is lost.").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await alice.HangUpAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
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

    [Theory]
    [InlineData(1, "NotAllowedError", "31208", "The page may not use the microphone.")]
    [InlineData(1, "NotFoundError", "31201", "No microphone can be used.")]
    [InlineData(2, "NotAllowedError", "31401", "The page may not use the microphone.")]
    [InlineData(2, "NotFoundError", "31402", "No microphone can be used.")]
    public async Task A_microphone_that_cannot_be_used_is_told_from_a_bad_token(int sdk, string error, string code, string words)
    {
        var bob = await VisitAsync(Unique("bob"), sdk: sdk);
        await bob.Page.AddInitScriptAsync(
            $"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', '{error}'));");
        await bob.Page.ReloadAsync();
        await bob.SignInAsync();
        await bob.CallAsync("alice");
        await bob.SeesAlertAsync(code);
        await bob.SeesAlertAsync(words);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_expires()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.AskForTokensWithAsync(new { incoming = true, ttl = 3 });
        var renewed = alice.Page.WaitForResponseAsync(response => response.Url.Contains("/api/tokens/", StringComparison.Ordinal));
        await alice.PressRegisterAsync();
        var first = await renewed;
        await alice.Page.WaitForResponseAsync(response => response.Url == first.Url);
        await alice.Page.WaitForResponseAsync(response => response.Url == first.Url); // After the end of the first one.
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
        Assert.DoesNotContain(await Application.EventsOfAsync(alice.Name), e => e.Type == "token.expired");
    }
}
