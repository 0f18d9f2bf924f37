using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace SandboxLoad;

/// <summary>One device: the Voice SDK's side of the signalling protocol, as much as a call needs.</summary>
internal sealed class Phone(string name) : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _expected = [];

    public string Name => name;

    public async Task RegisterAsync(Uri signalUrl, string token)
    {
        await _socket.ConnectAsync(signalUrl, CancellationToken.None);
        _ = ReceiveAsync();
        await AskAsync("connected", "listen", new { token, browserinfo = new { p = "browser", v = "2.18.5", plugin = "rtc" } });
        await AskAsync("ready", "register", new { media = new { audio = true } });
    }

    /// <summary>The next frame of a type. To be asked for before whatever makes the sandbox send it.</summary>
    public Task<JsonElement> NextAsync(string type)
    {
        var source = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[type] = source;
        return source.Task.WaitAsync(s_limit);
    }

    public async Task SendAsync(string type, object payload) => await SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { type, version = "1.6", payload }));

    /// <summary>A session description as short as it may be.</summary>
    public static string Sdp(string user) =>
        $"v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:{user}\r\n";

    /// <summary>The relay's port in a session description: <c>a=candidate:1 1 udp 2130706431 127.0.0.1 40001 typ host generation 0</c></summary>
    public static IPEndPoint RelayIn(JsonElement payload)
    {
        var words = payload.GetProperty("sdp").GetString()!.Split("a=candidate:")[1].Split(' ');
        return new IPEndPoint(IPAddress.Parse(words[4]), int.Parse(words[5], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
        }

        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task AskAsync(string answer, string type, object payload)
    {
        var answered = NextAsync(answer);
        await SendAsync(type, payload);
        await answered;
    }

    private async Task SendAsync(byte[] frame)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[8192];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                if (received is { Count: 1 })
                {
                    // The heartbeat.
                    await SendAsync("\n"u8.ToArray());
                    continue;
                }

                using var frame = JsonDocument.Parse(buffer.AsMemory(0, received.Count));
                if (_expected.TryRemove(frame.RootElement.GetProperty("type").GetString()!, out var expected))
                {
                    expected.SetResult(frame.RootElement.GetProperty("payload").Clone());
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
        }
    }
}
