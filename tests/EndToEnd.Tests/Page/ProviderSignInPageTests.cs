using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>The page with sign-in at an identity provider. TokenApi.Tests sign in at a real provider.</summary>
public sealed class ProviderSignInPageTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string ClientName = "alice_x40_example_x2E_com";

    [Fact]
    public async Task Link_to_the_provider_replaces_the_form()
    {
        var alice = await OpenAsync(signedIn: false);

        Assert.Equal("/api/session/login?returnUrl=%2F%3Ftoken%3Dcapability", await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).GetAttributeAsync("href"));
        Assert.False(await alice.Page.GetByLabel("Your name").IsVisibleAsync());
        Assert.False(await alice.Page.GetByText("demo sign-in").IsVisibleAsync());
        Assert.False(await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Continue as alice" }).IsVisibleAsync());
    }

    [Fact]
    public async Task Name_in_the_address_is_ignored()
    {
        var alice = await OpenAsync(signedIn: false);
        await alice.Page.GotoAsync("/?as=bob");
        await alice.SeesAsync(alice.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }));
        await alice.SeesAsync("Signed out");
    }

    [Fact]
    public async Task People_are_shown_and_called_by_email_address()
    {
        var alice = await OpenAsync(signedIn: true);
        await alice.SeesTextAsync("Signed in as alice@example.com");

        await alice.CallAsync("bob@example.com");

        await alice.SeesAlertAsync("31404");
        await alice.SeesTextAsync("The call with bob@example.com failed.");
        Assert.Contains(await Application.EventsOfAsync(ClientName), e => $"{e.Message} {e.Explanation}".Contains("bob_x40_example_x2E_com", StringComparison.Ordinal));
    }

    // The application has the demo sign-in. The test changes the page's settings, and a demo user with an encoded name plays the person.
    private Task<Phone> OpenAsync(bool signedIn) => VisitAsync(ClientName, prepare: async page =>
    {
        await page.RouteAsync("**/api/client", async route =>
        {
            var answer = await route.FetchAsync();
            var settings = (await answer.TextAsync()).Replace("\"demoSignIn\":true", "\"demoSignIn\":false", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = settings });
        });
        if (signedIn)
        {
            await page.Context.APIRequest.PostAsync("/api/session", new() { DataObject = new { name = ClientName } });
        }
    });
}
