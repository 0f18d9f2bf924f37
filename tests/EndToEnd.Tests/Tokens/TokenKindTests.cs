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

        await alice.Screen.WaitAsync("be able to choose access tokens", () => Choices(alice).GetByRole(AriaRole.Link, new() { Name = "Access token" }).ClickAsync());
        await alice.SeesAsync(Chosen(alice, TokenKind.Access));
        Assert.Equal("?token=access", new Uri(alice.Page.Url).Query);
        await alice.SeesAsync("Not registered"); // The session continues.
        var token = await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.True(token.Payload.TryGetProperty("grants", out _));
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

        await alice.SeesTextAsync($"may receive calls as {alice.Name}");
        Assert.False(await Choices(alice).GetByText("Access token").IsVisibleAsync());
        Assert.False(await alice.Page.GetByText("verdict").IsVisibleAsync());
        Assert.DoesNotContain(requests, request => request.Contains("/sandbox/", StringComparison.Ordinal));
    }

    private static ILocator Choices(Phone phone) => phone.Page.GetByRole(AriaRole.Navigation, new() { Name = "Kind of token" });

    private static ILocator Chosen(Phone phone, TokenKind kind) => Choices(phone).Locator("[aria-current]").Filter(new() { HasText = kind.Label() });
}
