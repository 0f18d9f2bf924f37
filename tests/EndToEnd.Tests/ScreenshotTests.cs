using EndToEnd.Harness;
using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>The phone's pictures in docs/screenshots.</summary>
public sealed class ScreenshotTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private static readonly Pictures s_pictures = new(
        "sources.sha256",
        "UPDATE_SCREENSHOTS=1 dotnet test --project tests/EndToEnd.Tests --filter-class '*ScreenshotTests'",
        // What decides how the page looks, and nothing that only decides what it does.
        "WebClient/index.html", "WebClient/public/icon.svg", "WebClient/src/styles", "WebClient/src/view");

    [Fact]
    public Task Pictures_in_the_documentation_show_the_page_as_it_is() => s_pictures.CheckAsync(
        from state in PageStates.Pictured from theme in (string[])["light", "dark"] select $"{state}-{theme}.png", TakeAsync);

    // Short names look better than unique ones. While pictures are taken, nobody else is here.
    private Task TakeAsync() => PageStates.VisitAsync((name, prepare) => VisitAsync(name, prepare: prepare), async (state, phone) =>
    {
        if (!PageStates.Pictured.Contains(state))
        {
            return;
        }

        await phone.Page.SetViewportSizeAsync(1120, 800);
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await phone.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            var path = Pictures.PathOf($"{state}-{theme.ToString().ToLowerInvariant()}.png");
            await phone.Page.ScreenshotAsync(new() { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    });
}
