using System.Collections.Concurrent;
using System.Globalization;

namespace EndToEnd.Harness;

// What is left of a failed test.
public sealed partial class Phone
{
    // What the page has said so far, and when. Playwright's snapshots of the page before and after each step would take up to a fifth of the time that a page needs.
    private const string KeepWhatIsSaid = """
        window.said = [];
        const last = {};
        new MutationObserver(() => {
            for (const id of ['status', 'alert', 'notice']) {
                const text = document.getElementById(id)?.textContent ?? '';
                if (text !== (last[id] ?? '')) window.said.push(`${new Date().toISOString()} ${id}: ${last[id] = text}`);
            }
        }).observe(document, { childList: true, characterData: true, subtree: true });
        """;

    private readonly ConcurrentQueue<string> _network = new();
    private bool _isTraced;

    private async Task StartTraceAsync()
    {
        await _context.Tracing.StartAsync(new());
        _isTraced = true;
    }

    private async Task StopTraceAsync(string? path = null)
    {
        if (_isTraced)
        {
            _isTraced = false;
            await ContextTrace.StopAsync(_context, path);
        }
    }

    // 10:15:30.123 POST http://localhost:1234/api/tokens/capability: 200
    private void WatchNetwork()
    {
        _page.Response += (_, response) => Note($"{response.Request.Method} {response.Url}: {response.Status}");
        _page.RequestFailed += (_, request) => Note($"{request.Method} {request.Url}: {request.Failure}");
        _page.WebSocket += (_, socket) =>
        {
            Note($"{socket.Url} opens");
            socket.FrameSent += (_, frame) => Note($"{socket.Url} > {frame.Text}");
            socket.FrameReceived += (_, frame) => Note($"{socket.Url} < {frame.Text}");
            socket.SocketError += (_, error) => Note($"{socket.Url} fails: {error}");
            socket.Close += (_, _) => Note($"{socket.Url} is closed");
        };

        void Note(string what) => _network.Enqueue($"{_system.Clock.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {what.TrimEnd()}");
    }

    /// <summary>
    /// Writes <c>{path}.console.log</c>, <c>{path}.network.log</c>, <c>{path}.page.log</c>, <c>{path}.png</c> and, for the first window of a browser profile,
    /// <c>{path}.trace.zip</c> and <c>{path}.{n}.png</c> of every other page in it.
    /// </summary>
    internal async Task SaveEvidenceAsync(string path)
    {
        await File.WriteAllLinesAsync($"{path}.console.log", _console);
        await File.WriteAllLinesAsync($"{path}.network.log", _network.Select(Signatures.RemoveFrom));
        await StopTraceAsync($"{path}.trace.zip"); // Before anything that a page which hangs does not answer.
        if (!_page.IsClosed)
        {
            await _page.ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
            await File.WriteAllLinesAsync($"{path}.page.log", await _page.EvaluateAsync<string[]>("window.said ?? []").WaitAsync(Wait.Limit));
        }

        foreach (var (n, other) in _ownsContext ? _context.Pages.Where(page => page != _page).Index() : [])
        {
            await other.ScreenshotAsync(new() { Path = $"{path}.{n + 2}.png", FullPage = true });
        }
    }
}
