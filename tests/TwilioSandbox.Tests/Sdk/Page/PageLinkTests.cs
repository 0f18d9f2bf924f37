using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>The links to the other pages of the application, whose addresses are settings.</summary>
public sealed class PageLinkTests(SdkPages pages) : PageTest(pages)
{
    [Theory]
    [InlineData("http://localhost:5100")]
    [InlineData("http://localhost:5100/")]
    public async Task Page_links_to_the_application_and_the_dashboard(string pageUrl)
    {
        (Sandbox.Settings["PageUrl"], Sandbox.Settings["DashboardUrl"]) = (pageUrl, "https://localhost:15100");
        var page = (await OpenPageAsync()).Page;
        Assert.Equal(["Demo http://localhost:5100/demo", "One phone http://localhost:5100/", $"Sandbox {page.Url}"], await LinksAsync(page.Locator("nav a")));
        Assert.Equal(
            ["API reference http://localhost:5100/scalar", "Dashboard https://localhost:15100/"], await LinksAsync(page.Locator("header .links a:visible")));
        await Expect(page.Locator("nav [aria-current=page]")).ToHaveTextAsync("Sandbox");
        await Expect(page.Locator("#call-hint")).ToContainTextAsync("Open the phone in two windows");
    }

    [Fact]
    public async Task Page_has_only_links_with_a_known_address()
    {
        Sandbox.Settings["DashboardUrl"] = "http://localhost:15100";
        var page = (await OpenPageAsync()).Page;
        Assert.Equal([$"Sandbox {page.Url}"], await LinksAsync(page.Locator("nav a")));
        Assert.Equal(["Dashboard http://localhost:15100/"], await LinksAsync(page.Locator("header .links a")));
    }

    [Fact]
    public async Task Page_without_settings_has_no_links_to_other_pages()
    {
        var page = (await OpenPageAsync()).Page;
        Assert.Equal([$"Sandbox {page.Url}"], await LinksAsync(page.Locator("nav a")));
        await Expect(page.Locator(".links a")).ToHaveCountAsync(0);
        await Expect(page.Locator("#call-hint")).ToHaveTextAsync("Use Call in, or open your page with sandbox.js. The call appears here live.");
        Assert.Empty((await Sandbox.GetJsonAsync("/sandbox/links")).EnumerateObject());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    [InlineData(1920)]
    public async Task Every_link_is_visible_once_at_any_width(int width)
    {
        (Sandbox.Settings["PageUrl"], Sandbox.Settings["DashboardUrl"]) = ("http://localhost:5100", "http://localhost:15100");
        var page = (await OpenPageAsync()).Page;
        await page.SetViewportSizeAsync(width, 900);
        await Expect(page.Locator("nav")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sandbox", Exact = true })).ToHaveCountAsync(1);
        foreach (var name in (string[])["Demo", "One phone", "API reference", "Dashboard"])
        {
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"{name} (new tab)", Exact = true })).ToHaveCountAsync(1);
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }

    private static async Task<string[]> LinksAsync(ILocator links)
    {
        // The navigation appears with its links.
        await Expect(links.Page.Locator("nav")).ToBeVisibleAsync();
        return await links.EvaluateAllAsync<string[]>("links => links.map(({ textContent, href }) => `${textContent} ${href}`)");
    }
}
