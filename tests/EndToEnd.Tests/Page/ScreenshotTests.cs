using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>Takes the pictures for README.md and docs/page.md: <c>dotnet test --project tests/EndToEnd.Tests --filter-class '*ScreenshotTests' --explicit only</c>.</summary>
public sealed class ScreenshotTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // The pictures that README.md and docs/page.md show.
    private static readonly string[] s_pictures = ["idle-light.png", "ringing-light.png", "in-call-light.png", "expired-light.png"];

    [Fact(Explicit = true)]
    public Task Take() => new PageStates((name, prepare) => VisitAsync(name, prepare: prepare), TakeAsync).VisitAsync();

    private static async Task TakeAsync(string state, Phone phone)
    {
        await phone.Page.SetViewportSizeAsync(1280, 800);
        await phone.Page.EvaluateAsync("scrollTo(0, 0)");
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var picture = $"{state}-{theme.ToString().ToLowerInvariant()}.png";
            if (s_pictures.Contains(picture))
            {
                await phone.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                await phone.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "screenshots", picture), Animations = ScreenshotAnimations.Disabled });
            }
        }
    }
}
