using EndToEnd.Harness;
using Microsoft.Playwright;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>Takes the pictures of docs/screenshots, only if <c>UPDATE_SCREENSHOTS=1</c> is set.</summary>
public sealed class PagePictureTests(SdkPages pages) : PageTest(pages)
{
    private static readonly (string Name, ColorScheme Theme, int Width)[] s_looks =
    [
        ("sandbox-light.png", ColorScheme.Light, 1200), ("sandbox-dark.png", ColorScheme.Dark, 1200), ("sandbox-narrow.png", ColorScheme.Light, 360),
    ];

    [Fact]
    public async Task Screenshots_are_taken()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1", "Set UPDATE_SCREENSHOTS=1 to take new pictures.");
        var page = await PageOfACallAsync();
        await Sandbox.StartFaultAsync(new { kind = "delay-signaling", client = "alice", delayMs = 200, @for = 60 });
        await page.ShowsAsync("Faults", "alice");
        foreach (var (name, theme, width) in s_looks)
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await page.MeasuresMediaAsync();
            await page.Page.ScreenshotAsync(
                new() { Path = Path.Combine(Repository.Root, "docs", "screenshots", name), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    }
}
