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

        await alice.SeesAsync(alice.Page.GetByRole(AriaRole.Listitem).GetByText($"may receive calls as {alice.Name}"));
        await alice.SeesTextAsync("May not place calls");
        Assert.True(JsonElement.DeepEquals(token.Header, await ShownAsync(alice, "header")));
        Assert.True(JsonElement.DeepEquals(token.Payload, await ShownAsync(alice, "payload")));
        Assert.Equal((await alice.Tokens.AllAsync())[^1].Token, await alice.Page.Locator(".tv-jwt").InnerTextAsync());

        // Three seconds of an hour do not change the ring visibly, and each redraw starts an animation.
        await alice.Page.EvaluateAsync("""
            () => {
                window.drawn = 0;
                new MutationObserver(changes => { window.drawn += changes.length; }).observe(document.querySelector('#token-view .ring circle + circle'), { attributes: true });
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
        var accepted = alice.SeesAsync(verdict.GetByText("Accepted")); // May be visible only briefly.
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
    public async Task Token_panel_copies_curl_commands_that_run_as_they_are()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.ChooseTokenLifeAsync("10 minutes");
        await alice.RegisterAsync();
        var commands = await CopyAsync(alice, "Copy as curl");
        await alice.SeesTextAsync("Copied.");

        var folder = Directory.CreateTempSubdirectory("curl-");
        var requestedAt = DateTimeOffset.UtcNow;
        await using var shell = ChildProcess.Start("bash", ["-e", "-c", commands], folder.FullName);
        var code = await shell.EndsAsync(Wait.Limit);
        folder.Delete(recursive: true);

        Assert.True(code == 0, shell.Output);
        var answers = shell.Output[..(shell.Output.LastIndexOf('}') + 1)];
        var answer = JsonSerializer.Deserialize<JsonElement>(answers[answers.IndexOf("{\"token\"", StringComparison.Ordinal)..]);
        IssuedToken.Read(answer.GetProperty("token").GetString()!, requestedAt, DateTimeOffset.UtcNow)
            .ShouldAllow($"scope:client:incoming?clientName={alice.Name}", TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Token_panel_copies_the_token()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.RegisterAsync();

        Assert.Equal((await alice.Tokens.AllAsync())[^1].Token, await CopyAsync(alice, "Copy token"));
    }

    [Fact]
    public async Task Token_panel_explains_a_focused_claim_and_highlights_its_characters()
    {
        var alice = await SignInAsync(Unique("alice"));
        var token = await alice.RegisterAsync();

        await Claim(alice, "\"exp\"").FocusAsync();
        await alice.SeesTextAsync("When it expires");
        Assert.Equal($"\"exp\":{token.ExpiresAt.ToUnixTimeSeconds()}", (await LitAsync(alice)).Trim(',', '}'));

        await alice.Tokens.ReceiveAsync(() => alice.Page.EvaluateAsync("document.getElementById('token-form').requestSubmit()"));
        await alice.Screen.IsTrueAsync("document.activeElement.textContent.startsWith('\"exp\"')"); // A renewal does not move the focus.

        await Claim(alice, $"clientName={alice.Name}").HoverAsync();
        await alice.SeesTextAsync("It comes from the session");
        Assert.Equal($"clientName={alice.Name}", (await LitAsync(alice)).Trim('?', '"'));
        Assert.Equal("true", await Claim(alice, "\"exp\"").GetAttributeAsync("aria-pressed"));
    }

    [Fact]
    public async Task Token_panel_judges_an_edited_token_live()
    {
        var alice = await SignInAsync(Unique("alice"));
        var token = await alice.RegisterAsync();
        var verdict = Verdict(alice);
        var payload = alice.Page.GetByLabel("Payload, as JSON");
        var signature = alice.Page.GetByLabel("Signature");
        await alice.SeesAsync(verdict.GetByText("Accepted"));

        await alice.PressAsync("Edit");
        await payload.FillAsync((await payload.InputValueAsync()).Replace($"{token.ExpiresAt.ToUnixTimeSeconds()}", "1", StringComparison.Ordinal));
        await alice.SeesAsync(verdict.GetByText("Refused: 31205"));
        await alice.SeesTextAsync("The phone does not use it.");
        await alice.PressAsync("Read");
        await alice.SeesAsync(alice.Page.Locator(".tv-claim[data-bad]").GetByText("\"exp\""));
        await alice.PressAsync("Edit");

        await payload.FillAsync((await payload.InputValueAsync()).Replace("\"exp\": 1", $"\"exp\": {token.ExpiresAt.ToUnixTimeSeconds() - 1}", StringComparison.Ordinal));
        await alice.SeesAsync(verdict.GetByText("Accepted"));
        foreach (var wrong in (string[])["old", "other"])
        {
            await signature.SelectOptionAsync(wrong);
            await alice.SeesAsync(verdict.GetByText("Refused: 31202"));
            await signature.SelectOptionAsync("again");
            await alice.SeesAsync(verdict.GetByText("Accepted"));
        }

        await payload.FillAsync("{ \"exp\" }");
        await alice.SeesTextAsync("This is not valid JSON.");
        await alice.SeesAsync(verdict.GetByText("Refused: 31204"));
        Assert.Equal("true", await payload.GetAttributeAsync("aria-invalid"));
        await alice.PressAsync("Read");
        await alice.PressAsync("Edit");
        Assert.Equal("{ \"exp\" }", await payload.InputValueAsync());

        await alice.PressAsync("Undo changes");
        await alice.SeesAsync(verdict.GetByText("Accepted"));
        Assert.Equal((await alice.Tokens.AllAsync())[^1].Token, await alice.Page.Locator(".tv-jwt").InnerTextAsync());
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Renewed_token_does_not_replace_an_edited_one()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.RegisterAsync();
        await alice.PressAsync("Edit");
        var payload = alice.Page.GetByLabel("Payload, as JSON");
        await payload.FillAsync("{}");
        await alice.SeesAsync(Verdict(alice).GetByText("Refused: 31203"));

        await alice.Tokens.ReceiveAsync(alice.RequestTokenAsync);
        Assert.Equal("{}", await payload.InputValueAsync());

        await alice.PressAsync("Undo changes");
        await alice.SeesAsync(Verdict(alice).GetByText("Accepted"));
        Assert.Equal((await alice.Tokens.AllAsync())[^1].Token, await alice.Page.Locator(".tv-jwt").InnerTextAsync());
    }

    [Fact]
    public async Task Verdict_is_withdrawn_while_the_sandbox_does_not_answer()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.RegisterAsync();
        var verdict = Verdict(alice);
        await alice.SeesAsync(verdict.GetByText("Accepted"));

        await alice.Page.RouteAsync("**/sandbox/*", route => route.AbortAsync());
        await alice.SeesAsync(verdict.GetByText("No answer"));
        Assert.False(await verdict.GetByText("Accepted").IsVisibleAsync());

        await alice.Page.UnrouteAsync("**/sandbox/*");
        await alice.SeesAsync(verdict.GetByText("Accepted"));
    }

    [Fact]
    public async Task New_token_clears_the_alert_of_the_expired_one()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 2 });
        await alice.RequestTokenAsync();
        await alice.SeesAlertAsync("31205");

        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 600 });
        await alice.Tokens.ReceiveAsync(alice.RequestTokenAsync);
        await alice.SeesAsync(Verdict(alice).GetByText("Accepted"));
        await alice.SeesNoAlertAsync();
    }

    private static ILocator Verdict(Phone phone) => phone.Page.GetByRole(AriaRole.Region, new() { Name = "The sandbox’s verdict" });

    private static ILocator Claim(Phone phone, string text) => phone.Page.GetByRole(AriaRole.Button, new() { Name = text });

    private static async Task<string> CopyAsync(Phone phone, string button)
    {
        await phone.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await phone.PressAsync(button);
        await phone.SeesTextAsync("Copied.");
        return await phone.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }

    /// <summary>The bytes that the highlighted characters carry, at least in part.</summary>
    private static Task<string> LitAsync(Phone phone) => phone.Page.Locator(".tv-jwt mark").EvaluateAsync<string>("""
        mark => {
            const before = mark.previousSibling.textContent;
            const decoded = atob((before + mark.textContent).replaceAll('-', '+').replaceAll('_', '/'));
            return decoded.slice(Math.floor(before.length * 3 / 4));
        }
        """);

    // The notes after dates are not part of the token.
    private static async Task<JsonElement> ShownAsync(Phone phone, string part) => JsonSerializer.Deserialize<JsonElement>(
        await phone.Page.Locator($"[data-part={part}] .tv-json").EvaluateAsync<string>("""
            shown => {
                const copy = shown.cloneNode(true);
                copy.querySelectorAll('.tv-note').forEach(note => note.remove());
                return copy.textContent;
            }
            """));
}
