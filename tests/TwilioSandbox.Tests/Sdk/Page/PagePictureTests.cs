using EndToEnd.Harness;
using Microsoft.Playwright;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>
/// Takes the pictures of the sandbox's page for the documentation. Runs only when asked for:
/// <c>dotnet run --project tests/TwilioSandbox.Tests -- -class TwilioSandbox.Tests.Sdk.Page.PagePictureTests -explicit only</c>.
/// </summary>
public sealed class PagePictureTests(SdkPages pages) : PageTest(pages)
{
    [Fact(Explicit = true)]
    public async Task Take()
    {
        var page = await PageOfACallAsync();
        await Sandbox.StartFaultAsync(new { kind = "delay-signaling", client = "alice", delayMs = 200, @for = 60, seed = 7 });
        await page.ShowsAsync("Faults", "alice");
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.Page.SetViewportSizeAsync(1200, 900);
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await page.MeasuresMediaAsync();
            await page.Page.ScreenshotAsync(
                new() { Path = Pictures.PathOf($"sandbox-{theme.ToString().ToLowerInvariant()}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    }
}
