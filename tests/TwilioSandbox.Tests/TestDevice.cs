using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tests;

/// <summary>The Voice SDK's side of the signaling protocol, one frame at a time.</summary>
public sealed class TestDevice(ClientWebSocket socket) : IDisposable
{
    public const string Offer = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\na=ice-pwd:secretOfBob\r\na=setup:actpass\r\n";
    public const string Answer = "v=0\r\no=- 3 4 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:efgh\r\na=ice-pwd:secretOfAlice\r\na=setup:active\r\n";

    public Task ListenAsync(string? token, string sdkVersion = "2.18.5") =>
        SendAsync("listen", new { token, reconnectTimeout = 0, browserinfo = new { p = "browser", v = sdkVersion, plugin = "rtc" } });

    public Task InviteAsync(string temporarySid, string callParams) =>
        SendAsync("invite", new { callsid = temporarySid, sdp = Offer, twilio = new { @params = callParams } });

    public Task SendAsync(string type, object payload) => SendTextAsync(JsonSerializer.Serialize(new { type, version = "1.6", payload }));

    public Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Part of a frame that never ends.</summary>
    public Task SendPartAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, false, TestContext.Current.CancellationToken);

    /// <summary>Sends frames until the connection ends. The system may buffer all of them before the sandbox has read the first thousand.</summary>
    public async Task FloodAsync(int count, Func<int, Task> send)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                await send(i);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
        }
    }

    /// <summary>Reads and discards frames until the connection ends.</summary>
    public async Task ReadAllAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        var buffer = new byte[64 * 1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
        }
    }

    /// <summary>The payload of the next frame that is not a heartbeat.</summary>
    public async Task<JsonElement> ReceiveAnyAsync()
    {
        var text = "\n";
        while (text == "\n")
        {
            text = await ReceiveTextAsync() ?? throw new InvalidOperationException("The socket closed.");
        }

        using var frame = JsonDocument.Parse(text);
        return frame.RootElement.GetProperty("payload").Clone();
    }

    /// <summary>The payload of the next frame, which must be of <paramref name="type"/>.</summary>
    public async Task<JsonElement> ReceiveAsync(string type)
    {
        using var frame = JsonDocument.Parse(await ReceiveTextAsync() ?? throw new InvalidOperationException($"The socket closed; '{type}' was expected."));
        Assert.Equal(type, frame.RootElement.GetProperty("type").GetString());
        return frame.RootElement.GetProperty("payload").Clone();
    }

    /// <summary>The next frame, or null if the sandbox closed the socket.</summary>
    public async Task<string?> ReceiveTextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, limit.Token);
        return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>Waits until the sandbox breaks the connection.</summary>
    public async Task CutOffAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        while (socket.State is not (WebSocketState.Aborted or WebSocketState.Closed))
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                await socket.SendAsync("\n"u8.ToArray(), WebSocketMessageType.Text, true, limit.Token);
            }
            catch (WebSocketException)
            {
                return;
            }

            await Task.Yield();
        }
    }

    /// <summary>Proves that no other frame is pending: the next frame is the response to this one.</summary>
    public async Task ExpectSilenceAsync()
    {
        await SendAsync("register", new { media = new { audio = true } });
        await ReceiveAsync("ready");
    }

    public void Dispose() => socket.Dispose();
}
