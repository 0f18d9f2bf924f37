using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>Takes the pictures for README.md and docs/page.md: <c>dotnet test --project tests/EndToEnd.Tests --filter-class '*ScreenshotTests' --explicit only</c>.</summary>
public sealed class ScreenshotTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // The pictures that README.md and docs/page.md show.
    private static readonly string[] s_pictures = ["idle-light.png", "ringing-light.png", "in-call-light.png", "in-call-dark.png", "error-light.png", "expired-light.png"];

    [Fact(Explicit = true)]
    public Task Take() => new PageStates((name, prepare) => VisitAsync(name, prepare: prepare), TakeAsync).VisitAsync();

    private static async Task TakeAsync(string state, Phone phone)
    {
        await phone.Page.SetViewportSizeAsync(1120, 800);
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var picture = $"{state}-{theme.ToString().ToLowerInvariant()}.png";
            if (s_pictures.Contains(picture))
            {
                await phone.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                await phone.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "screenshots", picture), FullPage = true, Animations = ScreenshotAnimations.Disabled });
            }
        }
    }
}
