using System.Collections.Concurrent;
using EndToEnd.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests.Demo;

/// <summary>The page <c>/demo</c> in a browser, with its two phones.</summary>
public sealed class DemoPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    // Other windows of the demo use other names, so that their phones do not ring.
    private readonly string _pair = $"{Guid.NewGuid():N}"[..8];

    private DemoPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _errors.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Alice's name for Twilio.</summary>
    public string Alice => $"alice_{_pair}";

    /// <summary>Bob's name for Twilio.</summary>
    public string Bob => $"bob_{_pair}";

    /// <summary>Uncaught errors, and violations of the Content-Security-Policy.</summary>
    public IEnumerable<string> Errors => _errors;

    public ILocator Refusal => Page.Locator(".refusal");

    /// <summary>The messages of the diagram, without those that have not happened yet.</summary>
    public ILocator Messages => Page.Locator(".rows .msg:not(.ghost), .rows .audio:not(.ghost)");

    /// <summary>Opens the page.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="application">The application.</param>
    /// <param name="prepare">Prepares the window before it opens the page.</param>
    /// <param name="plainNames">Uses the names alice and bob.</param>
    public static async Task<DemoPage> OpenAsync(Browser browser, Application application, Func<IPage, Task>? prepare = null, bool plainNames = false)
    {
        var context = await browser.NewContextAsync(application.PageUrl);
        var demo = new DemoPage(context, await context.NewPageAsync());
        await demo.Page.SetViewportSizeAsync(1280, 800);
        await (prepare?.Invoke(demo.Page) ?? Task.CompletedTask);
        await demo.Page.GotoAsync(plainNames ? "/demo" : $"/demo?pair={demo._pair}");
        return demo;
    }

    /// <summary>Opens the page, and waits until Bob is registered.</summary>
    public static async Task<DemoPage> ReadyAsync(Browser browser, Application application)
    {
        var demo = await OpenAsync(browser, application);
        await demo.SeesAsync("Bob", "Registered as Bob");
        return demo;
    }

    public Task PressAsync(string phone, string button) => Button(phone, button).ClickAsync();

    public ILocator Button(string phone, string button) => Phone(phone).GetByRole(AriaRole.Button, new() { Name = button, Exact = true });

    public ILocator Phone(string phone) => Page.GetByRole(AriaRole.Region, new() { Name = phone, Exact = true });

    public Task SeesAsync(string phone, string status) => Expect(Phone(phone).GetByRole(AriaRole.Status)).ToContainTextAsync(status, new() { UseInnerText = true, Timeout = (float)Wait.Limit.TotalMilliseconds });

    /// <summary>Alice calls, and Bob accepts.</summary>
    public async Task TalkAsync(string caller = "Alice", string callee = "Bob")
    {
        await PressAsync(caller, $"Call {callee}");
        await SeesAsync(callee, $"Incoming call from {caller}");
        await PressAsync(callee, "Accept");
        await SeesAsync(caller, $"In call with {callee}");
        await SeesAsync(callee, $"In call with {caller}");
    }

    /// <summary>Takes a picture for the docs in each theme.</summary>
    public async Task TakeAsync(string picture, params ColorScheme[] themes)
    {
        foreach (var theme in themes)
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = theme });
            var path = Path.Combine(Repository.Root, "docs", "screenshots", $"{picture}-{theme.ToString().ToLowerInvariant()}.png");
            await Page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        }
    }

    public ILocator Try(string name) => Page.Locator("#tries button", new() { HasText = name });

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
