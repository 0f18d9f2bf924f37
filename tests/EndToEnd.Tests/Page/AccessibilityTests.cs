using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

public sealed class AccessibilityTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // Themes differ only in colors, and colors do not depend on the width. 360 pixels is also a window of 720 pixels at 200 % zoom. Below 768, the token has its own tab: at 768, only what is off to the side can differ.
    private static readonly (string Name, int Width, bool ColorsOnly, PageEmulateMediaOptions Media)[] s_looks =
    [
        ("light", 360, false, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        ("light", 768, true, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        ("light", 1280, false, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        ("dark", 1280, true, new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.None }),
        ("forced colors", 1280, true, new() { ForcedColors = ForcedColors.Active }),
    ];

    private const string Focus = "`${document.activeElement.id} ${getComputedStyle(document.activeElement).outlineStyle}`";

    [Fact]
    public async Task Page_has_no_axe_violations_in_any_state_theme_or_width()
    {
        List<string> violations = [];
        var states = new PageStates((name, prepare) => VisitAsync(Unique(name), prepare: prepare), async (state, phone) =>
        {
            foreach (var (theme, width, colorsOnly, media) in s_looks)
            {
                await phone.Page.SetViewportSizeAsync(width, 900);
                await phone.Page.EmulateMediaAsync(media);
                violations.AddRange(await Axe.FindViolationsAsync(phone.Page, $"{state}, {theme}, {width} pixels", coloursOnly: colorsOnly));
            }
        });
        await states.VisitAsync();

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public async Task Second_caller_does_not_move_the_focus_to_Accept()
    {
        var (alice, bob) = await RingingAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).FocusAsync();
        var carol = await SignInAsync(Unique("carol"));
        await carol.CallAsync(alice.Name);
        await alice.SeesTextAsync($"{carol.Name} called while you were busy and was declined.");
        await alice.Page.Keyboard.PressAsync("Enter");
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Status_shows_the_focus_after_a_key_press_but_not_after_a_click()
    {
        var alice = await VisitAsync(Unique("alice"));
        await alice.SeesAsync("Signed out");
        await alice.TypeAsync(alice.Name, "Enter");
        await alice.SeesAsync("Not registered");

        await alice.PressAsync("Register for incoming calls");
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.Equal("status none", await alice.Page.EvaluateAsync<string>(Focus));

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Stop receiving calls" }).FocusAsync();
        await alice.TypeAsync("", "Enter");
        await alice.SeesAsync("Not registered");
        Assert.Equal("status solid", await alice.Page.EvaluateAsync<string>(Focus));
    }

    [Fact]
    public async Task Whole_call_works_with_the_keyboard_alone()
    {
        var alice = await VisitAsync(Unique("alice"));
        var bob = await VisitAsync(Unique("bob"));
        foreach (var phone in (Phone[])[alice, bob])
        {
            // The name has the focus. After sign-in, the button to register has it, and then the status.
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

        await alice.TypeAsync("1#", "Enter"); // Dials and hangs up.
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
        await Application.WaitForEventsAsync(alice.Name, "call.dtmf", 2);
    }
}
