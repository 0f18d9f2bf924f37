using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>What a failed test keeps of one person: console, network, texts of the page, pictures and a Playwright trace.</summary>
internal sealed class PhoneEvidence
{
    // Snapshots in the trace would show the same texts, and take up to a fifth of the page's processor time.
    private const string KeepTexts = """
        window.said = [];
        const last = {};
        new MutationObserver(() => {
            for (const id of ['status', 'alert', 'notice']) {
                const text = document.getElementById(id)?.textContent ?? '';
                if (text !== (last[id] ?? '')) window.said.push(`${new Date().toISOString()} ${id}: ${last[id] = text}`);
            }
        }).observe(document, { childList: true, characterData: true, subtree: true });
        """;

    private readonly IPage _page;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<string> _network = new();
    private bool _isTraced;

    // 10:15:30.123 POST http://localhost:1234/api/tokens/capability: 200
    public PhoneEvidence(IPage page, TimeProvider clock)
    {
        (_page, _clock) = (page, clock);
        page.Response += (_, response) => Note($"{response.Request.Method} {response.Url}: {response.Status}");
        page.RequestFailed += (_, request) => Note($"{request.Method} {request.Url}: {request.Failure}");
        page.WebSocket += (_, socket) =>
        {
            Note($"{socket.Url} opens");
            socket.FrameSent += (_, frame) => Note($"{socket.Url} > {frame.Text}");
            socket.FrameReceived += (_, frame) => Note($"{socket.Url} < {frame.Text}");
            socket.SocketError += (_, error) => Note($"{socket.Url} fails: {error}");
            socket.Close += (_, _) => Note($"{socket.Url} is closed");
        };
    }

    /// <summary>Starts the trace of the whole browser profile, which has no page yet.</summary>
    public async Task StartTraceAsync()
    {
        await _page.Context.AddInitScriptAsync(KeepTexts);
        await _page.Context.Tracing.StartAsync(new());
        _isTraced = true;
    }

    /// <summary>Stops the trace, and keeps it if there is a path.</summary>
    public async Task StopTraceAsync(string? path = null)
    {
        if (_isTraced)
        {
            _isTraced = false;
            await ContextTrace.StopAsync(_page.Context, path);
        }
    }

    /// <summary>
    /// Writes <c>{path}.console.log</c>, <c>{path}.network.log</c>, <c>{path}.page.log</c>, <c>{path}.png</c> and, for the first window of a browser profile,
    /// <c>{path}.trace.zip</c> and <c>{path}.{n}.png</c> of its other pages.
    /// </summary>
    public async Task SaveAsync(string path, IEnumerable<string> console)
    {
        await File.WriteAllLinesAsync($"{path}.console.log", console);
        await File.WriteAllLinesAsync($"{path}.network.log", _network.Select(Signatures.RemoveFrom));
        var others = _isTraced ? _page.Context.Pages.Where(page => page != _page) : [];
        await StopTraceAsync($"{path}.trace.zip"); // First, because a page that hangs may not answer what follows.
        if (!_page.IsClosed)
        {
            await _page.ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
            await File.WriteAllLinesAsync($"{path}.page.log", await _page.EvaluateAsync<string[]>("window.said ?? []").WaitAsync(Wait.Limit));
        }

        foreach (var (n, other) in others.Index())
        {
            await other.ScreenshotAsync(new() { Path = $"{path}.{n + 2}.png", FullPage = true });
        }
    }

    private void Note(string what) => _network.Enqueue($"{_clock.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {what.TrimEnd()}");
}
