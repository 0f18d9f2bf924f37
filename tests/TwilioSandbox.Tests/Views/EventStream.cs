using System.Net.ServerSentEvents;
using System.Text.Json;

namespace TwilioSandbox.Tests.Views;

/// <summary>Server-Sent Events, read one after the other.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStream(HttpClient client, HttpResponseMessage response, Stream body)
    {
        (_client, _response) = (client, response);
        _limit.CancelAfter(SandboxApp.Limit);
        _items = SseParser.Create(body).EnumerateAsync(_limit.Token).GetAsyncEnumerator(_limit.Token);
    }

    public static async Task<EventStream> OpenAsync(SandboxApp sandbox, string path, string accept = "text/event-stream", string? lastId = null)
    {
        var client = sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(client, response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event's id and type, or null at the end of the stream.</summary>
    public async Task<(int Id, string Type)?> NextAsync() =>
        await NextDataAsync() is { } json ? (int.Parse(_items.Current.EventId!, null), json.Text("type")) : null;

    public async Task<JsonElement?> NextDataAsync() =>
        await _items.MoveNextAsync() ? JsonSerializer.Deserialize<JsonElement>(_items.Current.Data) : null;

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _response.Dispose();
        _client.Dispose();
        _limit.Dispose();
    }
}
