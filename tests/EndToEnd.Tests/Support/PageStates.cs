using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Brings the page into each state that looks different, with two people who call each other.</summary>
public static class PageStates
{
    /// <param name="visitor">Opens the page for a person of this name, in a prepared window.</param>
    /// <param name="look">Called in each state, with its name and the phone.</param>
    public static async Task VisitAsync(Func<string, Func<IPage, Task>?, Task<Phone>> visitor, Func<string, Phone, Task> look)
    {
        var bob = await visitor("bob", null);
        await bob.SignInAsync();
        await bob.RegisterAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");

        var signaling = new Signaling();
        var alice = await visitor("alice", signaling.LeadAsync);
        await alice.SeesAsync("Signed out");
        await look("signed-out", alice);

        await alice.PressAsync("Sign in");
        await alice.SeesAlertAsync("A name is missing.");
        await look("name missing", alice);

        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.IsOfferedAsync(bob.Name);
        await look("idle", alice);

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

        await alice.PressAsync("Mute");
        await signaling.GoAwayAsync();
        await alice.SeesTextAsync("The connection is lost.");
        await look("muted and reconnecting", alice);
        signaling.ComeBack();
        await alice.SeesNoTextAsync("The connection is lost.");

        await alice.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.PressCallAsync(new string('W', 121)); // With the token that he has.
        await bob.SeesAlertAsync("31404");
        await look("longest name", bob);

        await alice.CallAsync("zoe");
        await alice.SeesAlertAsync("31404");
        await look("error", alice);

        await alice.StopRenewingAsync();
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 2 });
        await alice.RequestTokenAsync();
        await alice.SeesAlertAsync("31205");
        await alice.SeesTextAsync("Refused: 31205"); // What the sandbox says comes up to a second later.
        await look("expired", alice);

        await alice.OpensAsync("Sound devices");
        await alice.OpensAsync("Which kind should I use?");
        await look("everything open", alice);
    }
}
