using EndToEnd.Harness;
using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

public sealed class AccessibilityTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // They differ in colours only: everything else is looked at in the first of them.
    private static readonly (string Name, PageEmulateMediaOptions Media)[] s_themes =
    [
        ("light", new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        ("dark", new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.None }),
        ("forced colours", new() { ForcedColors = ForcedColors.Active }),
    ];

    // In one column, which is also what 200 % zoom leaves of 720 pixels, and in two.
    private static readonly int[] s_widths = [360, 1280];

    [Fact]
    public async Task Nobody_is_left_out_in_any_state_theme_or_width()
    {
        List<string> violations = [];
        await PageStates.VisitAsync((name, prepare) => VisitAsync(Unique(name), prepare: prepare), async (state, phone) =>
        {
            foreach (var width in s_widths)
            {
                await phone.Page.SetViewportSizeAsync(width, 900);
                foreach (var (theme, media) in s_themes)
                {
                    await phone.Page.EmulateMediaAsync(media);
                    violations.AddRange(await Axe.FindViolationsAsync(phone.Page, $"{state}, {theme}, {width} pixels", coloursOnly: theme != s_themes[0].Name));
                }
            }
        });

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public async Task Nobody_answers_by_accident_because_somebody_else_calls()
    {
        var (alice, bob) = await RingingAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).FocusAsync();
        var carol = await SignInAsync(Unique("carol"));
        await carol.CallAsync(alice.Name);
        await alice.SeesTextAsync($"{carol.Name} called while you were busy, and was declined.");
        await alice.Page.Keyboard.PressAsync("Enter");
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task A_whole_call_can_be_made_by_keyboard_alone()
    {
        var alice = await VisitAsync(Unique("alice"));
        var bob = await VisitAsync(Unique("bob"));
        foreach (var phone in (Phone[])[alice, bob])
        {
            // The name has the focus; after signing in, the button to register has it.
            await phone.SeesAsync("Signed out");
            await phone.TypeAsync(phone.Name, "Enter");
            await phone.SeesAsync("Not registered");
        }

        await alice.TypeAsync("", "Enter");
        await alice.SeesAsync($"Registered as {alice.Name}");

        await bob.TypeAsync("", "Tab");
        await bob.TypeAsync(alice.Name, "Enter");
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.TypeAsync("", "Enter");
        await bob.SeesAsync($"In call with {alice.Name}");
        await alice.SeesAsync($"In call with {bob.Name}");

        await alice.TypeAsync("1#", "Enter"); // Dials, and hangs up.
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
        await Application.WaitForEventsAsync(alice.Name, "call.dtmf", 2);
    }
}
