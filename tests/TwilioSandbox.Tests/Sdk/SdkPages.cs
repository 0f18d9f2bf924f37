using System.Collections.Concurrent;
using EndToEnd.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>
/// Pages with the Voice SDK, each in its own browser profile. Tests share the pages and load them again:
/// opening a window takes the browser ten times as long.
/// </summary>
/// <remarks>
/// Serves <c>/phone.html</c>: a browser does not let a page without an origin reach a server on this machine.
/// </remarks>
public sealed class SdkPages : IAsyncLifetime
{
    private readonly Browser _browser = new();
    private readonly ConcurrentBag<IPage> _free = [];
    private readonly ConcurrentDictionary<int, Lazy<Task<ToneBrowser>>> _toneBrowsers = [];
    private readonly ConcurrentDictionary<IPage, int> _tonePages = [];
    private readonly WebApplication _server;

    public SdkPages()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.WebHost.UseSetting("Logging:LogLevel:Default", "Warning");
        _server = builder.Build();
        _server.Run(SendAsync);
    }

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        await _browser.InitializeAsync();
    }

    /// <param name="sandbox">The address of the sandbox.</param>
    /// <param name="hertz">The tone of the microphone. Without one, it beeps.</param>
    public async Task<IPage> OpenAsync(Uri sandbox, int? hertz = null)
    {
        IPage? page;
        if (hertz is { } tone)
        {
            var browser = await _toneBrowsers.GetOrAdd(tone, _ => new(() => ToneBrowser.StartAsync(tone))).Value;
            page = await (await browser.NewContextAsync(new Uri(_server.Urls.Single()))).NewPageAsync();
            _tonePages[page] = tone;
        }
        else if (!_free.TryTake(out page))
        {
            page = await (await _browser.NewContextAsync(new Uri(_server.Urls.Single()))).NewPageAsync();
        }

        await ContextTrace.StartAsync(page.Context, snapshots: false);
        await page.GotoAsync($"/phone.html?sandbox={sandbox.GetLeftPart(UriPartial.Authority)}");
        return page;
    }

    /// <summary>An empty window in a browser profile of its own.</summary>
    public async Task<IPage> OpenWindowAsync(Uri baseAddress)
    {
        var context = await _browser.NewContextAsync(baseAddress);
        await ContextTrace.StartAsync(context);
        return await context.NewPageAsync();
    }

    /// <summary>A test has failed: nobody gets one of its pages, or another one of the same browser.</summary>
    public async Task RetireAsync(IEnumerable<IPage> pages)
    {
        _browser.Retire();
        while (_free.TryTake(out var free))
        {
            await free.Context.DisposeAsync();
        }

        foreach (var page in pages)
        {
            await page.Context.DisposeAsync();
        }
    }

    public async Task ReturnAsync(IPage page)
    {
        await ContextTrace.StopAsync(page.Context);
        if (page.IsClosed || _tonePages.TryRemove(page, out _))
        {
            await page.Context.DisposeAsync();
            return;
        }

        // Ends what is left of its calls.
        await page.GotoAsync("about:blank");
        _free.Add(page);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        foreach (var browser in _toneBrowsers.Values)
        {
            await (await browser.Value).DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private static Task SendAsync(HttpContext context)
    {
        var file = Path.GetFileName(context.Request.Path.Value!);
        // A page loads them for every test, the sound for every key of the keypad.
        context.Response.Headers.CacheControl = "max-age=3600";
        context.Response.ContentType = Path.GetExtension(file) switch { ".html" => "text/html", ".js" => "text/javascript", _ => "audio/wav" };
        return context.Response.SendFileAsync(Path.Combine(AppContext.BaseDirectory, "Sdk", file));
    }
}
