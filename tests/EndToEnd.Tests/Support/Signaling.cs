using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>The way to the signaling server, which can be closed.</summary>
public sealed class Signaling
{
    // A code that the browser may send on to the server, too: with one of the protocol's own the server would never hear of it.
    private static readonly WebSocketRouteCloseOptions s_lost = new() { Code = 4000, Reason = "lost" };

    private readonly ConcurrentQueue<IWebSocketRoute> _open = []; // The page opens them while the test goes on.
    private volatile bool _away;
    private int _breaks;

    /// <summary>For a window that has not opened the page yet: the SDK keeps its own reference to WebSocket when it loads.</summary>
    public Task LeadAsync(IPage page) => page.RouteWebSocketAsync("**/signal", Open);

    private void Open(IWebSocketRoute socket)
    {
        if (_away)
        {
            socket.CloseAsync(s_lost);
            return;
        }

        if (Interlocked.Decrement(ref _breaks) >= 0)
        {
            socket.OnMessage(_ => socket.CloseAsync(s_lost));
            return;
        }

        socket.ConnectToServer();
        _open.Enqueue(socket);
    }

    public Task GoAwayAsync()
    {
        _away = true;
        return CloseAsync();
    }

    /// <summary>Breaks the connection, and the next one as soon as the page says something on it.</summary>
    public Task BreakTwiceAsync()
    {
        _breaks = 1;
        return CloseAsync();
    }

    public void ComeBack() => _away = false;

    private async Task CloseAsync()
    {
        while (_open.TryDequeue(out var socket))
        {
            await socket.CloseAsync(s_lost);
        }
    }
}
