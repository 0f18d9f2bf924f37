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
        await alice.WaitAsync("be able to choose the SDK", () => alice.Page.GetByRole(AriaRole.Link, new() { Name = "Voice SDK 2" }).ClickAsync());
        await alice.SeesAsync(alice.Page.Locator("nav a[aria-current]").Filter(new() { HasText = "Voice SDK 2" }));
        await alice.SeesAsync("Not registered");
    }

    [Theory]
    [InlineData(1, "twilio-client", "voice-sdk")]
    [InlineData(2, "voice-sdk", "twilio-client")]
    public async Task Only_the_chosen_sdk_is_loaded(int sdk, string chosen, string other)
    {
        var alice = await SignInAsync(Unique("alice"), sdk);
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        var scripts = await alice.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)");
        Assert.Contains(scripts, script => script.Contains(chosen, StringComparison.Ordinal));
        Assert.DoesNotContain(scripts, script => script.Contains(other, StringComparison.Ordinal));
    }
}
