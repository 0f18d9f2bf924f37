using System.Text.Json;
using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Tokens;

public sealed class TokenPanelTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task Panel_shows_the_claims_and_scope_and_is_redrawn_only_for_visible_changes()
    {
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.Clock.InstallAsync());
        await alice.SignInAsync();
        var token = await alice.RegisterAsync();

        await alice.SeesTextAsync($"may receive calls as {alice.Name}");
        Assert.True(JsonElement.DeepEquals(token.Header, await ShownAsync(alice, "pre.header")));
        Assert.True(JsonElement.DeepEquals(token.Payload, await ShownAsync(alice, "pre.payload")));

        // Three seconds of an hour do not change the ring visibly, and each redraw starts an animation.
        await alice.Page.EvaluateAsync("""
            () => {
                window.drawn = 0;
                new MutationObserver(changes => { window.drawn += changes.length; }).observe(document.getElementById('token-ring'), { attributes: true });
            }
            """);
        await alice.Page.Clock.RunForAsync(3_000);
        Assert.InRange(await alice.Page.EvaluateAsync<int>("window.drawn"), 0, 2);
    }

    [Fact]
    public async Task Verdict_changes_from_accepted_to_refused_when_the_token_expires()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 4 });
        var verdict = Verdict(alice);
        var accepted = alice.SeesAsync(verdict.GetByText("Accepted.")); // May be visible only briefly.
        await alice.RequestTokenAsync();

        await accepted;
        await alice.SeesAsync(verdict.GetByText("Refused: 31205"));
        await alice.SeesAsync(verdict.GetByText("'exp'"));
    }

    [Fact]
    public async Task Verdict_is_requested_again_if_the_sandbox_still_accepts_an_expired_token()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 1 });
        var asked = 0; // For the new token, and when it expires by the page's clock.
        await alice.Page.RouteAsync("**/sandbox/explain", route => asked++ < 2 ? route.FulfillAsync(new() { Json = new { accepted = true } }) : route.ContinueAsync());
        await alice.RequestTokenAsync();

        await alice.SeesAsync(Verdict(alice).GetByText("Refused: 31205"));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task New_token_has_the_chosen_life_and_is_used_at_once()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.ChooseTokenLifeAsync("10 minutes");
        var token = await alice.RegisterAsync();
        token.ShouldAllow($"scope:client:incoming?clientName={alice.Name}", TimeSpan.FromMinutes(10));
        await alice.SeesAsync($"Registered as {alice.Name}");

        await alice.ChooseTokenLifeAsync("1 hour");
        token = await alice.Tokens.ReceiveAsync(alice.RequestTokenAsync);
        token.ShouldAllow($"scope:client:incoming?clientName={alice.Name}", TimeSpan.FromHours(1));
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Request_is_copied_as_curl_without_session_and_token()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await alice.RegisterAsync();
        await alice.PressAsync("Copy request as curl");
        await alice.SeesTextAsync("Copied.");

        var copied = await alice.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(
            $$"""
            curl {{Application.PageUrl.GetLeftPart(UriPartial.Authority)}}/api/tokens/capability \
              -H 'Content-Type: application/json' \
              -H 'X-Session: {{alice.Name}}' \
              -H "Cookie: $SESSION_COOKIE" \
              -d '{"incoming":true,"ttl":3600}'
            """.ReplaceLineEndings("\n"),
            copied);
    }

    private static ILocator Verdict(Phone phone) => phone.Page.GetByRole(AriaRole.Region, new() { Name = "The sandbox’s verdict" });

    private static async Task<JsonElement> ShownAsync(Phone phone, string selector)
    {
        using var json = JsonDocument.Parse(await phone.Page.Locator(selector).InnerTextAsync());
        return json.RootElement.Clone();
    }
}
