using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Demo;

/// <summary>Takes the pictures of the demo: <c>dotnet test --project tests/EndToEnd.Tests --filter-class '*DemoPictureTests' --explicit only</c>.</summary>
public sealed class DemoPictureTests(Application application, Browser browser)
{
    [Fact(Explicit = true)]
    public async Task Take()
    {
        await using var demo = await DemoPage.OpenAsync(browser, application, plainNames: true);
        await demo.SeesAsync("Bob", "Registered as Bob");
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
