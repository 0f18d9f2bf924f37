using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Demo;

/// <summary>Takes the pictures of the demo: <c>dotnet test --project tests/EndToEnd.Tests --filter-class '*DemoPictureTests' --explicit only</c>.</summary>
[Collection(nameof(DemoPage))]
public sealed class DemoPictureTests(Application application, Browser browser)
{
    [Fact(Explicit = true)]
    public async Task Take()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.PressAsync("Alice", "Call Bob");
        await demo.SeesAsync("Bob", "Incoming call from Alice");
        await demo.TakeAsync("demo", ColorScheme.Light, ColorScheme.Dark);
        await demo.PressAsync("Bob", "Reject");
        await demo.SeesAsync("Alice", "Ready to call");
        await demo.Try("Change one letter").ClickAsync();
        await demo.Refusal.WaitForAsync();
        await demo.TakeAsync("demo-refused", ColorScheme.Light);
    }
}
