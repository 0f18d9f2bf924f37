using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>The way to the signalling server, which can be closed.</summary>
public sealed class Signalling
{
    private readonly ConcurrentQueue<IWebSocketRoute> _open = []; // The page opens them while the test goes on.
    private volatile bool _away;

    public void Open(IWebSocketRoute socket)
    {
        if (_away)
        {
            socket.CloseAsync(new() { Code = 1012 });
            return;
        }

        socket.ConnectToServer();
        _open.Enqueue(socket);
    }

    public Task GoAwayAsync()
    {
        _away = true;
        return Task.WhenAll(_open.Select(socket => socket.CloseAsync(new() { Code = 1012 })));
    }

    public void ComeBack() => _away = false;
}
