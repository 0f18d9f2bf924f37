using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samples;

/// <summary>Two people call each other through the sandbox.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private readonly string _application = Environment.GetEnvironmentVariable("APP_URL") ?? "http://localhost:3000";
    private readonly HttpClient _sandbox = new() { BaseAddress = new(Environment.GetEnvironmentVariable("TWILIO_SANDBOX_URL") ?? "http://localhost:5102") };
    private IPlaywright? _playwright;
    private IBrowserContext? _context;

    public async ValueTask InitializeAsync()
    {
        (await _sandbox.DeleteAsync("/sandbox")).EnsureSuccessStatusCode(); // Ends calls and faults, and forgets events.
        _playwright = await Playwright.CreateAsync();
        var browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM"), // Otherwise Playwright's own browser.
            Args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
        });
        _context = await browser.NewContextAsync(new() { BaseURL = _application, Permissions = ["microphone"] });
        await _context.AddInitScriptAsync(await _sandbox.GetStringAsync("/sandbox.js")); // The page itself stays unchanged.
    }

    [Fact]
    public async Task Two_people_talk()
    {
        var (alice, bob) = (await OpenAsync(), await OpenAsync());
        var name = await alice.Locator("#identity").InnerTextAsync();
        await CallAsync(bob, name);
        await alice.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(bob.GetByRole(AriaRole.Status)).ToHaveTextAsync("In call");
        Assert.Equal(name, (await WaitForAsync("call.answered")).GetProperty("client").GetString());
    }

    [Fact]
    public async Task Broken_Voice_URL_is_reported()
    {
        var bob = await OpenAsync();
        await StartFaultAsync(new { kind = "fail-voice-url", status = 500 });
        await CallAsync(bob, "nobody");
        await Expect(bob.GetByRole(AriaRole.Status)).ToContainTextAsync("Error");
        Assert.Equal(11200, (await WaitForAsync("voice.failed")).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Expired_token_is_refused()
    {
        await StartFaultAsync(new { kind = "wrong-clock", offsetSeconds = 7200 }); // Two hours later.
        var page = await _context!.NewPageAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("20104");
    }

    public async ValueTask DisposeAsync()
    {
        await (_context?.Browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
        _sandbox.Dispose();
    }

    private static async Task CallAsync(IPage page, string name)
    {
        await page.GetByLabel("Name to call").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Call" }).ClickAsync();
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await _context!.NewPageAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Ready");
        return page;
    }

    // The sandbox answers as soon as there is an event of this type, or after 20 seconds.
    private async Task<JsonElement> WaitForAsync(string type) => (await _sandbox.GetFromJsonAsync<JsonElement[]>($"/sandbox/events?type={type}&wait=20"))![0];

    private async Task StartFaultAsync(object fault) => (await _sandbox.PostAsJsonAsync("/sandbox/faults", fault)).EnsureSuccessStatusCode();
}
