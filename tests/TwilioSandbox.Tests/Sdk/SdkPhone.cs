using EndToEnd.Harness;
using Microsoft.Playwright;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>One page with the Voice SDK. Tests wait for the SDK's events in their order.</summary>
public sealed class SdkPhone(IPage page, string name)
{
    private readonly List<string> _tokens = [];
    private int _seen;

    public string Name => name;

    public IPage Page => page;

    /// <summary>What it has shown to the sandbox.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    public Task RegisterAsync(string token)
    {
        _tokens.Add(token);
        return page.EvaluateAsync("token => { phone.register(token); }", token);
    }

    public Task UseTokenAsync(string token)
    {
        _tokens.Add(token);
        return DoAsync("useToken", token);
    }

    /// <summary>Calls the application, with parameters of the page's own.</summary>
    public Task CallAsync(object parameters) => page.EvaluateAsync("parameters => { phone.connect(parameters); }", parameters);

    /// <summary>A method of <c>phone</c>: accept, reject, ignore, hangUp, press, unregister.</summary>
    public Task DoAsync(string method, string? argument = null) => page.EvaluateAsync($"argument => {{ phone.{method}(argument); }}", argument);

    public Task<string> AskAsync(string method, string? argument = null) => page.EvaluateAsync<string>($"argument => phone.{method}(argument)", argument);

    /// <summary>Waits until the SDK says this, after what was waited for before.</summary>
    public async Task SaysAsync(string says)
    {
        var events = await page.EvaluateAsync<string[]>(
            "([says, seen, limit]) => phone.eventsUntil(says, seen, limit)", new object[] { says, _seen, SandboxApp.Limit.TotalMilliseconds });
        var at = Array.IndexOf(events, says);
        Assert.True(at >= 0, $"{name} should say '{says}', but said since the last: {string.Join(", ", events)}.");
        _seen += at + 1;
    }

    /// <summary>Everything said so far, to be read by people.</summary>
    public Task<string> EverythingAsync() => page.EvaluateAsync<string>("phone.events.join(', ')");

    /// <summary>Everything said so far that was not waited for.</summary>
    public Task<string[]> RestAsync() => page.EvaluateAsync<string[]>("seen => phone.events.slice(seen)", _seen);

    /// <summary>Waits until sound has come from the other browser, from now on.</summary>
    public async Task HearsAsync(TimeSpan? limit = null)
    {
        var before = await CountPacketsAsync();
        await Wait.UntilAsync($"{name} to hear something: more packets than {before}", CountPacketsAsync, packets => packets > before, limit ?? SandboxApp.Limit);
    }

    /// <summary>Waits until a tone comes from the other side.</summary>
    public Task HearsToneAsync(int hertz) => HearsTonesAsync(hertz);

    /// <summary>Waits until these tones, and no others, come from the other side.</summary>
    public Task HearsTonesAsync(params int[] hertz) =>
        page.WaitForFunctionAsync("tones => phone.hearsTones(...tones)", hertz, new() { Timeout = (float)SandboxApp.Limit.TotalMilliseconds });

    private Task<int> CountPacketsAsync() => page.EvaluateAsync<int>("phone.packetsReceived()").WaitAsync(SandboxApp.Limit);

    /// <summary>The person closes the window.</summary>
    public async Task CloseAsync()
    {
        var closed = new TaskCompletionSource();
        page.Close += (_, _) => closed.TrySetResult();
        await page.CloseAsync(new() { RunBeforeUnload = true });
        await closed.Task.WaitAsync(SandboxApp.Limit);
    }
}
