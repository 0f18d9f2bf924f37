using EndToEnd.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

public sealed class SandboxPageTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const float LimitMs = 20_000;

    private readonly Browser _browser = browser;

    [Fact]
    public async Task Beside_two_phones_the_sandboxs_page_draws_their_call()
    {
        await using var context = await _browser.NewContextAsync(Application.SandboxUrl);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(LimitMs);
        await page.GotoAsync("/");
        var (alice, bob) = await RingingAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"{bob.Name} → {alice.Name}" }).ClickAsync();
        await Expect(page.Locator("#steps")).ToContainTextAsync($"sandbox to {alice.Name}: invite", new() { Timeout = LimitMs });
        await alice.AcceptAsync();
        await Expect(page.Locator("#call-state")).ToHaveTextAsync("In call", new() { Timeout = LimitMs });
        await alice.HangUpAsync();
        await Expect(page.Locator("#call-state")).ToHaveTextAsync($"{alice.Name} hung up.", new() { Timeout = LimitMs });
    }
}
