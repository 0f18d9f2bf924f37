using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Voice SDK 2 beside Twilio Client 1.15: what differs in the page.</summary>
public sealed class VoiceSdkTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task The_sdk_is_chosen_on_the_page_too_only_that_one_is_loaded_and_who_is_signed_in_stays_so()
    {
        var alice = await RegisteredAsync("alice");
        await HasLoadedAsync(alice, "/twilio-client", butNot: "/voice-sdk");

        await alice.WaitAsync("be able to choose the SDK", () => alice.Page.GetByRole(AriaRole.Link, new() { Name = "Voice SDK 2" }).ClickAsync());
        await alice.SeesAsync(alice.Page.Locator("nav a[aria-current]").Filter(new() { HasText = "Voice SDK 2" }));
        await alice.SeesAsync("Not registered");
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await HasLoadedAsync(alice, "/voice-sdk", butNot: "/twilio-client");
    }

    private static async Task HasLoadedAsync(Phone phone, string chosen, string butNot)
    {
        const string Scripts = "performance.getEntriesByType('resource').map(entry => entry.name)";
        await phone.ExpectAsync($"{Scripts}.some(script => script.includes('{chosen}'))");
        Assert.DoesNotContain(await phone.Page.EvaluateAsync<string[]>(Scripts), script => script.Contains(butNot, StringComparison.Ordinal));
    }
}
