namespace EndToEnd.Harness;

// What is left of a failed test.
public sealed partial class Phone
{
    private bool _isTraced;

    private async Task StartTraceAsync()
    {
        // Without its pictures, which cost more than all the rest of a test; the bundle has one of each page.
        await _context.Tracing.StartAsync(new() { Snapshots = true });
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

    /// <summary>
    /// Writes <c>{path}.console.log</c>, <c>{path}.png</c> and, for the first window of a browser profile, <c>{path}.trace.zip</c> and
    /// <c>{path}.{n}.png</c> of every other page in it.
    /// </summary>
    internal async Task SaveEvidenceAsync(string path)
    {
        await File.WriteAllLinesAsync($"{path}.console.log", _console);
        if (!_page.IsClosed)
        {
            await _page.ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
        }

        foreach (var (n, other) in _ownsContext ? _context.Pages.Where(page => page != _page).Index() : [])
        {
            await other.ScreenshotAsync(new() { Path = $"{path}.{n + 2}.png", FullPage = true });
        }

        await StopTraceAsync($"{path}.trace.zip");
    }
}
