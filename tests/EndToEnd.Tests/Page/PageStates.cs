using EndToEnd.Harness;
using EndToEnd.Tests.Calls;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>Brings the page into each state that looks different, with two people who call each other.</summary>
/// <param name="visit">Opens the page for a person of this name, in a prepared window.</param>
/// <param name="look">Called in each state, with its name and the phone.</param>
public sealed class PageStates(Func<string, Func<IPage, Task>?, Task<Phone>> visit, Func<string, Phone, Task> look)
{
    private readonly Signaling _signaling = new();

    public async Task VisitAsync()
    {
        var bob = await visit("bob", null);
        await bob.SignInAsync();
        await bob.RegisterAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
        var alice = await visit("alice", async page =>
        {
            await page.AddInitScriptAsync("Object.defineProperty(Notification, 'permission', { value: 'default' });"); // Offers notifications.
            await _signaling.RouteAsync(page);
        });

        await BeforeTheCallAsync(alice, bob);
        await DuringTheCallAsync(alice, bob);
        await AfterTheCallAsync(alice, bob);
    }

    private async Task BeforeTheCallAsync(Phone alice, Phone bob)
    {
        await alice.SeesAsync("Signed out");
        await look("signed-out", alice);

        await alice.PressAsync("Sign in");
        await alice.SeesAlertAsync("Enter a name.");
        await look("name missing", alice);

        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.IsOfferedAsync(bob.Name);
        await alice.SeesTextAsync("Accepted");
        await look("idle", alice);

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "\"exp\"" }).FocusAsync();
        await look("claim focused", alice);
        await alice.PressAsync("Edit");
        await look("editing a token", alice);
        await alice.Page.GetByLabel("Payload, as JSON").FillAsync("{");
        await alice.SeesTextAsync("Refused: 31204");
        await look("edited token refused", alice);
        await alice.PressAsync("Undo changes");
        await alice.PressAsync("Read");
    }

    private async Task DuringTheCallAsync(Phone alice, Phone bob)
    {
        await bob.CallAsync(alice.Name);
        await bob.SeesAsync($"Ringing {alice.Name}");
        await look("calling", bob);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await look("ringing", alice);

        await alice.AcceptAsync();
        await alice.SeesAsync($"In call with {bob.Name}");
        await alice.Audio.FlowsBothWaysAsync();
        await alice.DialAsync("12#");
        await alice.Screen.IsTrueAsync("[...document.querySelectorAll('.level')].every(meter => meter.style.getPropertyValue('--level') > 0.3)");
        await look("in-call", alice);
        await ShowTabAsync(alice, "Token");
        await look("in-call with the token's tab", alice);
        await ShowTabAsync(alice, "Phone");
        await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Access token" }).ClickAsync();
        await alice.SeesTextAsync($"End the call with {bob.Name}?");
        await look("question about the call", alice);
        await alice.PressAsync("Stay in the call");

        await alice.PressAsync("Mute");
        await _signaling.StopAsync();
        await alice.SeesTextAsync("The connection is lost.");
        await look("muted and reconnecting", alice);
        _signaling.Resume();
        await alice.SeesNoTextAsync("The connection is lost.");
        await alice.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    private async Task AfterTheCallAsync(Phone alice, Phone bob)
    {
        await bob.PressCallAsync(new string('W', 121)); // With the token of the first call.
        await bob.SeesAlertAsync("31404");
        await look("longest name", bob);

        await alice.CallAsync("zoe");
        await alice.SeesAlertAsync("31404");
        await look("error", alice);

        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 2 });
        await alice.RequestTokenAsync();
        await alice.SeesAlertAsync("31205");
        await alice.SeesTextAsync("Refused: 31205"); // The sandbox's verdict follows up to a second later.
        await look("expired", alice);

        await alice.OpensAsync("Sound devices");
        await alice.OpensAsync("Which kind should I use?");
        await look("everything open", alice);
    }

    // Only a narrow window has tabs.
    private static async Task ShowTabAsync(Phone phone, string tab)
    {
        await phone.Page.SetViewportSizeAsync(360, 720);
        await phone.PressAsync(tab);
        await phone.Page.SetViewportSizeAsync(1280, 720);
    }
}
