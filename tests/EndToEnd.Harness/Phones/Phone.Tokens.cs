using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

// Every token that the page receives, with what the page was doing when it asked for it.
public sealed partial class Phone
{
    // What is on the display at that moment, and before during the same call, says what the token is for. The page does not know that somebody looks.
    private const string TellWhatIsDone = """
        let callBegan = '';
        new MutationObserver(() => {
            const status = document.getElementById('status')?.textContent ?? '';
            if (/^(Calling|Incoming) /.test(status)) callBegan = status;
        }).observe(document, { childList: true, characterData: true, subtree: true });
        const fetch = window.fetch;
        window.fetch = async (url, init) => {
            if (String(url).includes('/api/tokens/')) {
                const status = document.getElementById('status').textContent;
                await window.asksForToken(status.startsWith('In call ') ? callBegan : status, !document.getElementById('unregister').hidden);
            }
            return fetch(url, init);
        };
        """;

    private readonly ConcurrentQueue<(Purpose Purpose, DateTimeOffset AskedAt)> _purposes = new();
    private readonly ConcurrentDictionary<IRequest, (Purpose Purpose, DateTimeOffset AskedAt)> _asked = new();
    private readonly ConcurrentQueue<Task<ReceivedToken?>> _received = new();
    private readonly ConcurrentQueue<ReceivedToken> _changed = new();
    private volatile Purpose? _forced;
    private volatile bool _changes;

    /// <summary>Makes the page ask for another token than it would: <paramref name="body"/> instead of its own request.</summary>
    public Task AskForTokensWithAsync(object body)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(body);
        using var json = JsonDocument.Parse(request);
        _forced = Purpose.Of(json.RootElement);
        return _page.RouteAsync("**/api/tokens/*", route => route.ContinueAsync(new() { PostData = request }));
    }

    /// <summary>
    /// Gives the page other tokens than TokenApi made: what somebody in between, or a wrong setting, would do. <see cref="TokensAsync"/> has TokenApi's.
    /// </summary>
    public Task ChangeTokensAsync(Func<JsonNode, Task> change)
    {
        _changes = true;
        return _page.RouteAsync("**/api/tokens/*", async route =>
        {
            // Not the browser asks here, so nothing may look as if a page of another origin did.
            var headers = route.Request.Headers.Where(header => header.Key != "origin").ToDictionary();
            var answer = await route.FetchAsync(new() { Headers = headers });
            var content = JsonNode.Parse(await answer.TextAsync())!;
            var received = Received(route.Request, (string)content["token"]!);
            _received.Enqueue(Task.FromResult<ReceivedToken?>(received));
            await change(content);
            _changed.Enqueue(received with { Token = (string)content["token"]! });
            await route.FulfillAsync(new() { Response = answer, Body = content.ToJsonString() });
        });
    }

    /// <summary>The token that the page is given when somebody does this.</summary>
    public async Task<IssuedToken> TokenForAsync(Func<Task> action)
    {
        var askedAt = _system.Clock.GetUtcNow();
        IResponse? response = null;
        await WaitAsync("be given a token", async () => response = await _page.RunAndWaitForResponseAsync(action, IsToken, new() { Timeout = s_limit }));
        Assert.True(response!.Status == 200, $"{Name} should be given a token, but TokenApi answered {response.Status}: {await response.TextAsync()}");
        var answer = await response.JsonAsync() ?? default;
        return IssuedToken.Read(answer.GetProperty("token").GetString()!, askedAt, _system.Clock.GetUtcNow());
    }

    /// <summary>Waits for the next token that the page is given.</summary>
    public Task<IssuedToken> NextTokenAsync() => TokenForAsync(() => Task.CompletedTask);

    /// <summary>All tokens so far, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedToken>> TokensAsync() => [.. (await Task.WhenAll(_received)).OfType<ReceivedToken>()];

    /// <summary>What the page was given instead, where <see cref="ChangeTokensAsync"/> has changed them.</summary>
    internal IEnumerable<ReceivedToken> ChangedTokens => _changed;

    private static bool IsToken(IResponse response) => response.Url.Contains("/api/tokens/", StringComparison.Ordinal);

    private async Task TellWhatThePageIsDoingAsync()
    {
        await _page.ExposeFunctionAsync<string, bool, bool>("asksForToken", (status, registered) =>
        {
            _purposes.Enqueue((Purpose.Of(status, registered), _system.Clock.GetUtcNow()));
            return true;
        });
        await _page.AddInitScriptAsync(TellWhatIsDone);
    }

    private void WatchTokens()
    {
        _page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/tokens/", StringComparison.Ordinal) && _purposes.TryDequeue(out var asked))
            {
                _asked[request] = (_forced ?? asked.Purpose.WithLifeOf(request.PostData), asked.AskedAt);
            }
        };
        _page.Response += (_, response) =>
        {
            if (IsToken(response) && response.Ok && !_changes)
            {
                _received.Enqueue(ReadAsync(response));
            }
        };
    }

    private async Task<ReceivedToken?> ReadAsync(IResponse response)
    {
        try
        {
            var answer = await response.JsonAsync() ?? default;
            return Received(response.Request, answer.GetProperty("token").GetString()!);
        }
        catch (Exception e)
        {
            // One that nobody can judge is a fault, but for a page that was closed before it had received it.
            if (!_page.IsClosed)
            {
                _complaints.Enqueue($"a token could not be read: {e.Message}");
            }

            return null;
        }
    }

    private ReceivedToken Received(IRequest request, string token)
    {
        var (purpose, askedAt) = _asked[request];
        return new(token, new Uri(request.Url).Segments[^1], Name, purpose, askedAt, _system.Clock.GetUtcNow());
    }
}
