using EndToEnd.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>Nobody is left out, by what they see, how wide their window is, or that they have no mouse.</summary>
public sealed class PageAccessTests(SdkPages pages) : PageTest(pages)
{
    // Themes differ only in colors, and colors do not depend on the width.
    private static readonly (int Width, bool ColorsOnly, PageEmulateMediaOptions Media)[] s_looks =
    [
        (360, false, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        (1280, false, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        (1920, false, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None }),
        (1280, true, new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.None }),
        (1280, true, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active }),
    ];

    [Fact]
    public async Task Page_has_no_axe_violations_in_any_theme_or_width()
    {
        List<string> violations = [];
        (Sandbox.Settings["PageUrl"], Sandbox.Settings["DashboardUrl"]) = ("http://localhost:5100", "http://localhost:15100");
        await LookAsync("empty", (await OpenPageAsync()).Page, violations);
        var page = await PageOfACallAsync();
        await page.Page.GetByText("Explain a token").ClickAsync();
        await page.Page.GetByText("Limits").ClickAsync();
        await page.PressAsync("Start this fault");
        await page.ShowsAsync("Faults", "used");
        await LookAsync("call", page.Page, violations);
        await page.PressAsync("Reset");
        await LookAsync("dialog", page.Page, violations);
        await page.Page.Keyboard.PressAsync("Escape");
        await Sandbox.StartFaultAsync(new { kind = "drop-signaling", count = 2 });
        await page.ShowsAsync("Verdicts", "Connection broken by a fault");
        await LookAsync("broken", page.Page, violations);
        await LookAtTelephoneAsync(page, violations);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    private async Task LookAtTelephoneAsync(SandboxPage page, List<string> violations)
    {
        using var ended = await Sandbox.SendAsync(HttpMethod.Delete, "/sandbox/faults");
        Sandbox.Voice.Says($"<Fax/><Dial>{TelephonePage.Number}</Dial>");
        using var caller = await Sandbox.ConnectAsync(Token("carol"));
        await caller.InviteAsync("TJ1", "");
        await page.RingsAsync("carol");
        await page.TelephoneButton("Call in").ClickAsync();
        await LookAsync("ringing telephone", page.Page, violations);
        await page.TelephoneButton("Answer with echo").ClickAsync();
        await page.TelephoneShowsAsync("In call.");
        await page.Page.GetByLabel("Busy").CheckAsync();
        await page.Part("Telephone").GetByLabel("To").FillAsync("carol");
        await page.TelephoneButton("Call silently").ClickAsync();
        await page.TelephoneShowsAsync("must be a number");
        await LookAsync("telephone in a call, with an error", page.Page, violations);
    }

    [Fact]
    public async Task Page_can_be_used_with_the_keyboard()
    {
        var page = await PageOfACallAsync();
        await TypeAsync(page, page.Part("Calls").GetByRole(AriaRole.Button).Last, "Enter");
        await page.ShowsAsync("Call", "bob → zoe", "31404 Nobody is registered as zoe.");

        await TypeAsync(page, page.Page.GetByLabel("Kind of fault"), "Tab", "Tab", "Tab", "Enter");
        await page.ShowsAsync("Faults", "everyone");

        await TypeAsync(page, page.Page.GetByRole(AriaRole.Button, new() { Name = "Reset", Exact = true }), "Enter", "Tab", "Enter");
        await page.ShowsAsync("Calls", "No calls yet.");
        await Expect(page.Page.Locator("#faults")).ToBeHiddenAsync();
        await Sandbox.EventAsync("sandbox.reset");
    }

    private static async Task TypeAsync(SandboxPage page, ILocator from, params string[] keys)
    {
        await from.FocusAsync();
        foreach (var key in keys)
        {
            await page.Page.Keyboard.PressAsync(key);
        }
    }

    private static async Task LookAsync(string state, IPage page, List<string> violations)
    {
        foreach (var (width, colorsOnly, media) in s_looks)
        {
            await page.EmulateMediaAsync(media);
            await page.SetViewportSizeAsync(width, 900);
            violations.AddRange(await Axe.FindViolationsAsync(page, $"{state}, {media.ColorScheme} {media.ForcedColors}, {width} pixels", coloursOnly: colorsOnly));
        }
    }
}
