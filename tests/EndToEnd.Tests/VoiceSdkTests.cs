using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Voice SDK 2 beside Twilio Client 1.15: what differs in the page.</summary>
public sealed class VoiceSdkTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task The_sdk_is_chosen_on_the_page_too_and_who_is_signed_in_stays_so()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Voice SDK 2" }).ClickAsync();
        await alice.SeesAsync(alice.Page.Locator("nav a[aria-current]").Filter(new() { HasText = "Voice SDK 2" }));
        await alice.SeesAsync("Not registered");
    }

    [Fact]
    public async Task Only_the_chosen_sdk_is_loaded()
    {
        var alice = await SignInAsync(Unique("alice"), sdk: 2);
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        var scripts = await alice.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)");
        Assert.Contains(scripts, script => script.Contains("voice-sdk", StringComparison.Ordinal));
        Assert.DoesNotContain(scripts, script => script.Contains("twilio-client", StringComparison.Ordinal));
    }
}
