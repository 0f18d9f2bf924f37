using EndToEnd.Harness;
using Microsoft.Playwright;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>The pictures of the sandbox's page in docs/screenshots.</summary>
public sealed class PagePictureTests(SdkPages pages) : PageTest(pages)
{
    private static readonly Pictures s_pictures = new(
        "sandbox.sha256",
        "UPDATE_SCREENSHOTS=1 dotnet test --project tests/TwilioSandbox.Tests --filter-class '*PagePictureTests'",
        "TwilioSandbox/Page/Files");

    private static readonly (string Name, ColorScheme Theme, int Width)[] s_looks =
    [
        ("sandbox-light.png", ColorScheme.Light, 1200), ("sandbox-dark.png", ColorScheme.Dark, 1200), ("sandbox-narrow.png", ColorScheme.Light, 360),
    ];

    [Fact]
    public Task Pictures_in_the_documentation_show_the_page_as_it_is() => s_pictures.CheckAsync(s_looks.Select(look => look.Name), TakeAsync);

    private async Task TakeAsync()
    {
        var page = await PageOfACallAsync();
        await Sandbox.StartFaultAsync(new { kind = "delay-signaling", client = "alice", delayMs = 200, @for = 60, seed = 7 });
        await page.ShowsAsync("Faults", "alice");
        foreach (var (name, theme, width) in s_looks)
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await page.MeasuresMediaAsync();
            await page.Page.ScreenshotAsync(
                new() { Path = Pictures.PathOf(name), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    }
}
