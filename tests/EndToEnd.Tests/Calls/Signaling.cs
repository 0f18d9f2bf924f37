using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Calls;

/// <summary>The page's connection to the signaling server, which a test can break.</summary>
public sealed class Signaling
{
    // Browsers may send a code from 4000 on to the server too.
    private static readonly WebSocketRouteCloseOptions s_lost = new() { Code = 4000, Reason = "lost" };

    private readonly ConcurrentQueue<IWebSocketRoute> _open = []; // The page adds connections at any time.
    private volatile bool _stopped;
    private int _breaks;

    /// <summary>Call this before the window opens the page: the SDK keeps its own reference to WebSocket when it loads.</summary>
    public Task RouteAsync(IPage page) => page.RouteWebSocketAsync("**/signal", Open);

    private void Open(IWebSocketRoute socket)
    {
        if (_stopped)
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

    public Task StopAsync()
    {
        _stopped = true;
        return CloseAsync();
    }

    /// <summary>Breaks the connection, and the next one at its first message.</summary>
    public Task BreakTwiceAsync()
    {
        _breaks = 1;
        return CloseAsync();
    }

    public void Resume() => _stopped = false;

    private async Task CloseAsync()
    {
        while (_open.TryDequeue(out var socket))
        {
            await socket.CloseAsync(s_lost);
        }
    }
}
