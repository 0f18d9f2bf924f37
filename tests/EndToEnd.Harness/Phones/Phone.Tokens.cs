using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

// Every token that the page receives, with what the page was doing when it asked for it.
public sealed partial class Phone
{
    // What is on the display at that moment says what the token is for. The page does not know that somebody looks.
    private const string TellWhatIsDone = """
        const fetch = window.fetch;
        window.fetch = async (url, init) => {
            if (String(url).includes('/api/tokens/')) {
                await window.asksForToken(document.getElementById('status').textContent, !document.getElementById('unregister').hidden);
            }
            return fetch(url, init);
        };
        """;

    private readonly ConcurrentQueue<(Purpose Purpose, DateTimeOffset AskedAt)> _purposes = new();
    private readonly ConcurrentDictionary<IRequest, (Purpose Purpose, DateTimeOffset AskedAt)> _asked = new();
    private readonly ConcurrentQueue<Task<ReceivedToken?>> _received = new();
    private volatile Purpose? _forced;
    private volatile bool _changed;

    /// <summary>Makes the page ask for another token than it would: <paramref name="body"/> instead of its own request.</summary>
    public Task AskForTokensWithAsync(object body)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(body);
        using var json = JsonDocument.Parse(request);
        _forced = Purpose.Of(json.RootElement);
        return _page.RouteAsync("**/api/tokens/*", route => route.ContinueAsync(new() { PostData = request }));
    }

    /// <summary>
    /// Gives the page other tokens than TokenApi made: what somebody in between, or a wrong setting, would do. They are left out of <see cref="TokensAsync"/>.
    /// </summary>
    public Task ChangeTokensAsync(Func<JsonNode, Task> change)
    {
        _changed = true;
        return _page.RouteAsync("**/api/tokens/*", async route =>
        {
            // Not the browser asks here, so nothing may look as if a page of another origin did.
            var headers = route.Request.Headers.Where(header => header.Key != "origin").ToDictionary();
            var answer = await route.FetchAsync(new() { Headers = headers });
            var content = JsonNode.Parse(await answer.TextAsync())!;
            await change(content);
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
    public async Task<IReadOnlyList<ReceivedToken>> TokensAsync()
    {
        List<ReceivedToken> tokens = [];
        foreach (var received in _received)
        {
            if (await received is { } token)
            {
                // During a call the page renews what it has.
                tokens.Add(token.Purpose is null ? token with { Purpose = tokens.LastOrDefault()?.Purpose } : token);
            }
        }

        return tokens;
    }

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
            if (IsToken(response) && response.Ok && !_changed)
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
            var (purpose, askedAt) = _asked[response.Request];
            var kind = new Uri(response.Url).Segments[^1];
            return new(answer.GetProperty("token").GetString()!, kind, Name, purpose.IsKnown ? purpose : null, purpose.Ttl, askedAt, _system.Clock.GetUtcNow());
        }
        catch (PlaywrightException)
        {
            return null; // The page was closed before it had received it.
        }
    }
}
