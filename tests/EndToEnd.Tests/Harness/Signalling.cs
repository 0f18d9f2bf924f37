using Microsoft.Playwright;

namespace EndToEnd.Tests.Harness;

/// <summary>The way from a page to the signalling server, which can be closed.</summary>
internal sealed class Signalling
{
    private readonly List<IWebSocketRoute> _open = [];
    private volatile bool _away;

    private Signalling()
    {
    }

    /// <summary>Puts itself into the way. The SDK takes hold of <c>WebSocket</c> when it is loaded, so the page is loaded again.</summary>
    public static async Task<Signalling> OfAsync(Phone phone)
    {
        var signalling = new Signalling();
        await phone.Page.RouteWebSocketAsync("**/signal", signalling.Open);
        await phone.Page.ReloadAsync();
        return signalling;
    }

    public Task GoAwayAsync()
    {
        _away = true;
        return Task.WhenAll(_open.Select(socket => socket.CloseAsync(new() { Code = 1012 })));
    }

    public void ComeBack() => _away = false;

    private void Open(IWebSocketRoute socket)
    {
        if (_away)
        {
            socket.CloseAsync(new() { Code = 1012 });
            return;
        }

        socket.ConnectToServer();
        _open.Add(socket);
    }
}
