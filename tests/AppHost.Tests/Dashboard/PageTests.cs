using Microsoft.Playwright;

namespace AppHost.Tests.Dashboard;

/// <summary>The dashboard in a browser.</summary>
[Collection(nameof(DashboardApplication))]
public sealed class PageTests(DashboardApplication application, Browser browser)
{
    [Fact]
    public async Task Issue_a_token_shows_the_token_and_its_scope()
    {
        var dashboard = await application.App.GetDashboardUrlAsync(TestContext.Current.CancellationToken);
        await using var context = await browser.NewContextAsync(dashboard);
        var page = await OpenAsync(context, dashboard);
        await page.GetByRole(AriaRole.Row, new() { Name = "sandbox" }).GetByRole(AriaRole.Button, new() { Name = "Issues a token" }).ClickAsync();

        var dialog = page.Locator("#interactions-input-dialog");
        await dialog.Locator("fluent-text-input").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("carol");
        await dialog.Locator("fluent-button", new() { HasText = "Issue a token" }).ClickAsync();

        await page.GetByText("scope:client:incoming?clientName=carol").WaitForAsync();
    }

    [Fact]
    public async Task Links_have_names()
    {
        var dashboard = await application.App.GetDashboardUrlAsync(TestContext.Current.CancellationToken);
        await using var context = await browser.NewContextAsync(dashboard);
        var page = await OpenAsync(context, dashboard);
        foreach (var name in (string[])["Demo", "Phone", "API reference", "Sandbox"])
        {
            await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).WaitForAsync();
        }
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, Uri dashboard)
    {
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(1280, 1600); // The dashboard renders only visible rows.
        await page.GotoAsync($"{dashboard}");
        return page;
    }
}
