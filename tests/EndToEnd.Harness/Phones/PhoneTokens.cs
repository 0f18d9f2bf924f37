using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>Each token that a page receives, with what the page was doing when it requested the token.</summary>
public sealed class PhoneTokens
{
    private const string Route = "**/api/tokens/*";

    // The status when the page requests a token, and during a call the status from before it, tell what the token is for.
    private const string ReportPurpose = """
        let callBegan = '';
        new MutationObserver(() => {
            const status = document.getElementById('status')?.textContent ?? '';
            if (/^(Calling|Incoming) /.test(status)) callBegan = status;
        }).observe(document, { childList: true, characterData: true, subtree: true });
        const fetch = window.fetch;
        window.fetch = async (url, init) => {
            if (String(url).includes('/api/tokens/')) {
                const status = document.getElementById('status').textContent;
                await window.requestsToken(status.startsWith('In call ') ? callBegan : status, !document.getElementById('unregister').hidden);
            }
            return fetch(url, init);
        };
        """;

    private readonly string _name;
    private readonly IPage _page;
    private readonly PhoneScreen _screen;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<(Purpose Purpose, DateTimeOffset RequestedAt)> _purposes = new();
    private readonly ConcurrentDictionary<IRequest, (Purpose Purpose, DateTimeOffset RequestedAt)> _requests = new();
    private readonly ConcurrentQueue<Task<ReceivedToken?>> _received = new();
    private readonly ConcurrentQueue<ReceivedToken> _changed = new();
    private volatile Purpose? _replaced;
    private volatile bool _changes;

    internal PhoneTokens(string name, IPage page, PhoneScreen screen, TimeProvider clock)
    {
        (_name, _page, _screen, _clock) = (name, page, screen, clock);
        page.Request += (_, request) =>
        {
            if (IsForToken(request.Url) && _purposes.TryDequeue(out var requested))
            {
                _requests[request] = (_replaced ?? requested.Purpose.WithLifeOf(request.PostData), requested.RequestedAt);
            }
        };
        page.Response += (_, response) =>
        {
            if (IsForToken(response.Url) && response.Ok && !_changes)
            {
                _received.Enqueue(ReadAsync(response));
            }
        };
    }

    /// <summary>What the page received instead, where <see cref="ChangeAsync"/> has changed its tokens.</summary>
    internal IEnumerable<ReceivedToken> Changed => _changed;

    /// <summary>Replaces the body of the page's token requests.</summary>
    public Task ReplaceRequestsAsync(object body)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(body);
        using var json = JsonDocument.Parse(request);
        _replaced = Purpose.Of(json.RootElement);
        return _page.RouteAsync(Route, route => route.ContinueAsync(new() { PostData = request }));
    }

    /// <summary>Changes TokenApi's answers, as an attacker or a configuration error would. <see cref="AllAsync"/> returns the original tokens.</summary>
    public Task ChangeAsync(Action<JsonNode> change)
    {
        _changes = true;
        return _page.RouteAsync(Route, async route =>
        {
            // Playwright sends this request, not the browser: an Origin header would make it look like one from another origin.
            var headers = route.Request.Headers.Where(header => header.Key != "origin").ToDictionary();
            var answer = await route.FetchAsync(new() { Headers = headers });
            var content = JsonNode.Parse(await answer.TextAsync())!;
            var received = Received(route.Request, (string)content["token"]!);
            _received.Enqueue(Task.FromResult<ReceivedToken?>(received));
            change(content);
            _changed.Enqueue(received with { Token = (string)content["token"]! });
            await route.FulfillAsync(new() { Response = answer, Body = content.ToJsonString() });
        });
    }

    /// <summary>Does something and returns the token that the page then receives.</summary>
    public async Task<IssuedToken> ReceiveAsync(Func<Task> action)
    {
        var requestedAt = _clock.GetUtcNow();
        IResponse? response = null;
        await _screen.WaitAsync("receive a token", async () => response = await _page.RunAndWaitForResponseAsync(
            action, response => IsForToken(response.Url), new() { Timeout = (float)Wait.Limit.TotalMilliseconds }));
        Assert.True(response!.Status == 200, $"{_name} should receive a token, but TokenApi answered {response.Status}: {await response.TextAsync()}");
        var answer = await response.JsonAsync() ?? default;
        return IssuedToken.Read(answer.GetProperty("token").GetString()!, requestedAt, _clock.GetUtcNow());
    }

    /// <summary>Waits for the next token that the page receives.</summary>
    public Task<IssuedToken> NextAsync() => ReceiveAsync(() => Task.CompletedTask);

    /// <summary>All tokens so far, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedToken>> AllAsync() => [.. (await Task.WhenAll(_received)).OfType<ReceivedToken>()];

    internal async Task WatchPurposesAsync()
    {
        await _page.ExposeFunctionAsync<string, bool, bool>("requestsToken", (status, registered) =>
        {
            _purposes.Enqueue((Purpose.Of(status, registered), _clock.GetUtcNow()));
            return true;
        });
        await _page.AddInitScriptAsync(ReportPurpose);
    }

    private static bool IsForToken(string url) => url.Contains("/api/tokens/", StringComparison.Ordinal);

    private async Task<ReceivedToken?> ReadAsync(IResponse response)
    {
        try
        {
            var answer = await response.JsonAsync() ?? default;
            return Received(response.Request, answer.GetProperty("token").GetString()!);
        }
        catch (Exception e)
        {
            // A token that cannot be judged fails the test, unless its page was closed before the answer had arrived.
            if (!_page.IsClosed)
            {
                _screen.Complain($"a token could not be read: {e.Message}");
            }

            return null;
        }
    }

    private ReceivedToken Received(IRequest request, string token)
    {
        var (purpose, requestedAt) = _requests[request];
        return new(token, new Uri(request.Url).Segments[^1], _name, purpose, requestedAt, _clock.GetUtcNow());
    }
}
