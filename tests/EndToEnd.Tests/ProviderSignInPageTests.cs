using EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>What the page looks like where an identity provider signs people in. TokenApi's own tests sign in at a real one.</summary>
public sealed class ProviderSignInPageTests(Application application, Browser browser)
{
    private const string ClientName = "alice_x40_example_x2E_com";

    [Fact]
    public async Task There_is_a_link_to_the_provider_in_place_of_the_form()
    {
        await using var context = await browser.NewContextAsync(application.PageUrl);
        var page = await OpenAsync(context, signedIn: false);

        Assert.Equal("/api/session/login", await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).GetAttributeAsync("href"));
        Assert.False(await page.GetByLabel("Your name").IsVisibleAsync());
        Assert.False(await page.GetByText("demo sign-in").IsVisibleAsync());
    }

    [Fact]
    public async Task People_are_shown_and_called_by_their_identity()
    {
        await using var context = await browser.NewContextAsync(application.PageUrl);
        var page = await OpenAsync(context, signedIn: true);
        await page.GetByText("Signed in as alice@example.com").WaitForAsync();

        await page.GetByLabel("Who to call").FillAsync("bob@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();

        await page.GetByText("31404").WaitForAsync();
        await page.GetByText("The call with bob@example.com failed.").WaitForAsync();
        Assert.Contains(await application.EventsOfAsync(ClientName), e => $"{e.Message} {e.Explanation}".Contains("bob_x40_example_x2E_com", StringComparison.Ordinal));
    }

    // The application under test has the demo sign-in: the page is told otherwise, and a demo user with an encoded name is the person.
    private static async Task<IPage> OpenAsync(IBrowserContext context, bool signedIn)
    {
        var page = await context.NewPageAsync();
        await page.RouteAsync("**/api/client", async route =>
        {
            var answer = await route.FetchAsync();
            var settings = (await answer.TextAsync()).Replace("\"demoSignIn\":true", "\"demoSignIn\":false", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = settings });
        });
        if (signedIn)
        {
            await context.APIRequest.PostAsync("/api/session", new() { DataObject = new { name = ClientName } });
        }

        await page.GotoAsync("/");
        return page;
    }
}
