using System.Text.Json.Nodes;
using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Tokens;

/// <summary>The choice between capability tokens and access tokens.</summary>
public sealed class TokenKindTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task Capability_token_is_the_default_and_an_access_token_can_be_chosen()
    {
        var alice = await VisitAsync(Unique("alice"));
        await alice.Page.GotoAsync("/");
        await alice.SeesAsync(Chosen(alice, TokenKind.Capability));
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        var token = await alice.Tokens.ReceiveAsync(() => ChooseAccessTokensAsync(alice)); // The page registers again.
        await alice.SeesAsync(Chosen(alice, TokenKind.Access));
        Assert.Equal("?token=access", new Uri(alice.Page.Url).Query);
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.True(token.Payload.TryGetProperty("grants", out _));
    }

    [Fact]
    public async Task Other_kind_is_used_without_registering_a_user_who_was_not_registered()
    {
        var alice = await SignInAsync(Unique("alice"));
        await ChooseAccessTokensAsync(alice);
        await alice.SeesAsync(Chosen(alice, TokenKind.Access));
        await alice.SeesAsync("Not registered");
        var token = await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.True(token.Payload.TryGetProperty("grants", out _));
    }

    [Fact]
    public async Task Other_kind_is_used_during_a_call_only_after_a_question()
    {
        var (alice, bob) = await TalkingAsync();
        var question = alice.Page.GetByRole(AriaRole.Dialog, new() { Name = $"End the call with {bob.Name}?" });

        await ChooseAccessTokensAsync(alice);
        await alice.SeesAsync(question);
        await alice.TypeAsync("", "Enter"); // The harmless answer has the focus.
        await alice.Screen.ShowsAsync(question, WaitForSelectorState.Hidden);
        await alice.SeesAsync($"In call with {bob.Name}");
        await alice.Audio.FlowsBothWaysAsync();

        await ChooseAccessTokensAsync(alice);
        await alice.SeesAsync(question);
        var token = await alice.Tokens.ReceiveAsync(() => alice.PressAsync("End the call"));
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.True(token.Payload.TryGetProperty("grants", out _));
    }

    [Fact]
    public async Task Question_about_the_call_closes_when_the_call_ends()
    {
        var (alice, bob) = await TalkingAsync();
        await ChooseAccessTokensAsync(alice);
        await alice.SeesAsync(alice.Page.GetByRole(AriaRole.Dialog));
        await bob.HangUpAsync();
        await alice.Screen.ShowsAsync(alice.Page.GetByRole(AriaRole.Dialog), WaitForSelectorState.Hidden);
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesAsync(Chosen(alice, TokenKind.Capability));
    }

    [Fact]
    public async Task Real_account_without_an_API_key_is_shown_shortened_and_offers_only_capability_tokens()
    {
        // TokenApi's answer for a real account without an API key.
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.RouteAsync("**/api/client", async route =>
        {
            var answer = await route.FetchAsync();
            var settings = JsonNode.Parse(await answer.TextAsync())!;
            (settings["tokenKinds"], settings["account"], settings["sandbox"]) = (new JsonArray("capability"), "AC0123…cdef", null);
            await route.FulfillAsync(new() { Response = answer, Body = settings.ToJsonString() });
        }));
        List<string> requests = [];
        alice.Page.Request += (_, request) => requests.Add(request.Url);

        await alice.Page.GotoAsync("/?token=access");
        await alice.SeesAsync(Chosen(alice, TokenKind.Capability));
        await alice.SeesTextAsync("Calls go through the Twilio account AC0123…cdef.");
        await alice.SeesNoTextAsync("local sandbox");
        await alice.SignInAsync();
        await alice.Tokens.ReceiveAsync(alice.RequestTokenAsync);

        await alice.SeesAsync(alice.Page.GetByRole(AriaRole.Listitem).GetByText($"may receive calls as {alice.Name}"));
        var signature = (await alice.Tokens.AllAsync())[^1].Token.Split('.')[^1];
        Assert.DoesNotContain(signature, await alice.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.False(await alice.Page.GetByText("Copy token").IsVisibleAsync());
        Assert.False(await alice.Page.GetByText("Edit").IsVisibleAsync());
        Assert.False(await Choices(alice).GetByText("Access token").IsVisibleAsync());
        Assert.False(await alice.Page.GetByText("verdict").IsVisibleAsync());
        Assert.DoesNotContain(requests, request => request.Contains("/sandbox/", StringComparison.Ordinal));
    }

    private static Task ChooseAccessTokensAsync(Phone phone) => phone.Screen.WaitAsync(
        "be able to choose access tokens", () => Choices(phone).GetByRole(AriaRole.Link, new() { Name = "Access token" }).ClickAsync());

    private static ILocator Choices(Phone phone) => phone.Page.GetByRole(AriaRole.Navigation, new() { Name = "Kind of token" });

    private static ILocator Chosen(Phone phone, TokenKind kind) => Choices(phone).Locator("[aria-current]").Filter(new() { HasText = kind.Label() });
}
