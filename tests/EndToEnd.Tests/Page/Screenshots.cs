using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>
/// Takes the pictures of the page for the documentation. Runs only when asked for:
/// <c>dotnet run --project tests/EndToEnd.Tests -- -class EndToEnd.Tests.Page.Screenshots -explicit only</c>.
/// </summary>
public sealed class Screenshots(Application application, Browser browser) : PhoneTest(application, browser)
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
                await phone.Page.ScreenshotAsync(new() { Path = Pictures.PathOf(picture), FullPage = true, Animations = ScreenshotAnimations.Disabled });
            }
        }
    }
}
