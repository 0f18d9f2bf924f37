using EndToEnd.Harness;
using EndToEnd.Tests.Demo;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>Takes the pictures for README.md and docs/page.md: <c>dotnet test --project tests/EndToEnd.Tests --filter-class '*ScreenshotTests' --explicit only</c>.</summary>
[Collection(nameof(DemoPage))]
public sealed class ScreenshotTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // The pictures that README.md and docs/page.md show.
    private static readonly string[] s_pictures = ["idle-light.png", "ringing-light.png", "in-call-light.png", "in-call-dark.png", "error-light.png", "expired-light.png"];

    [Fact(Explicit = true)]
    public Task Take() => new PageStates((name, prepare) => VisitAsync(name, prepare: prepare), TakeAsync).VisitAsync();

    [Fact(Explicit = true)]
    public async Task Take_demo()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.PressAsync("Alice", "Call Bob");
        await demo.SeesAsync("Bob", "Incoming call from Alice");
        await demo.TakeAsync("demo", ColorScheme.Light, ColorScheme.Dark);
        await demo.Try("Change one letter").ClickAsync();
        await demo.Refusal.WaitForAsync();
        await demo.TakeAsync("demo-refused", ColorScheme.Light);
    }

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
