using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>The trace and console of a browser profile that has no <c>Phone</c>, kept when a test fails.</summary>
public static class ContextTrace
{
    private static readonly ConditionalWeakTable<IBrowserContext, ConcurrentQueue<string>> s_consoles = [];

    /// <summary>Starts at the beginning of a test.</summary>
    /// <param name="context">The profile.</param>
    /// <param name="snapshots">Whether the trace shows the page at each step.</param>
    public static Task StartAsync(IBrowserContext context, bool snapshots = true)
    {
        if (s_consoles.TryGetValue(context, out var console))
        {
            console.Clear();
        }
        else
        {
            s_consoles.Add(context, console = []);
            context.Console += (_, message) => console.Enqueue($"{message.Type}: {message.Text}");
            context.WebError += (_, error) => console.Enqueue($"uncaught: {error.Error}");
        }

        return context.Tracing.StartAsync(new() { Snapshots = snapshots });
    }

    /// <summary>
    /// Stops the trace. With a path it is kept, without the signatures of tokens. Playwright deletes its temporary files only when the trace is stopped.
    /// </summary>
    public static async Task StopAsync(IBrowserContext context, string? path = null)
    {
        await context.Tracing.StopAsync(new() { Path = path });
        if (path is not null)
        {
            Signatures.RemoveFromFiles(path);
        }
    }

    /// <summary>Writes the evidence of a failed test: <c>{path}.console.log</c>, <c>{path}.trace.zip</c> and, of each page, <c>{path}.{n}.png</c>.</summary>
    public static async Task SaveAsync(IBrowserContext context, string path)
    {
        if (s_consoles.TryGetValue(context, out var console))
        {
            await File.WriteAllLinesAsync($"{path}.console.log", console);
        }

        foreach (var (n, page) in context.Pages.Index())
        {
            await page.ScreenshotAsync(new() { Path = $"{path}.{n + 1}.png", FullPage = true });
        }

        await StopAsync(context, $"{path}.trace.zip");
    }
}
