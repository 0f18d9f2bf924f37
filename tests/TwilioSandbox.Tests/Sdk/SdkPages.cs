using System.Collections.Concurrent;
using EndToEnd.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>
/// Pages with Twilio's SDKs in them, each in a browser profile of its own. A page goes from test to test and is loaded anew for each:
/// to open a window takes the browser ten times as long.
/// </summary>
/// <remarks>
/// Serves <c>/1/phone.html</c> (Twilio Client 1.15) and <c>/2/phone.html</c> (Voice SDK 2): a browser lets no page that comes from nowhere
/// reach a server of this machine.
/// </remarks>
public sealed class SdkPages : IAsyncLifetime
{
    private readonly Browser _browser = new();
    private readonly ConcurrentBag<IPage> _free = [];
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

    public async Task<IPage> OpenAsync(SdkKind kind)
    {
        if (!_free.TryTake(out var page))
        {
            page = await (await _browser.NewContextAsync(new Uri(_server.Urls.Single()))).NewPageAsync();
        }

        await ContextTrace.StartAsync(page.Context, snapshots: false);

        await page.GotoAsync(kind == SdkKind.VoiceAccess ? "/2/phone.html" : "/1/phone.html");
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
        if (page.IsClosed)
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
        await _server.DisposeAsync();
    }

    private static Task SendAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        var file = path[^1] switch { "sdk.js" => $"twilio-{path[1]}.js", "phone.js" => $"phone-{path[1]}.js", var name => name };
        // A page loads them for every test, the sound for every key of the keypad.
        context.Response.Headers.CacheControl = "max-age=3600";
        context.Response.ContentType = Path.GetExtension(file) switch { ".html" => "text/html", ".js" => "text/javascript", _ => "audio/wav" };
        return context.Response.SendFileAsync(Path.Combine(AppContext.BaseDirectory, "Sdk", file));
    }
}
