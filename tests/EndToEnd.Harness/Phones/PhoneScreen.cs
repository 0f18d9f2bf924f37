using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>What a person sees. Each wait has a limit, and a failed wait reports what the person saw last.</summary>
public sealed class PhoneScreen
{
    private readonly string _name;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _console = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    internal PhoneScreen(string name, IPage page)
    {
        (_name, _page) = (name, page);
        page.Console += (_, message) => Read(message);
        page.PageError += (_, error) =>
        {
            _console.Enqueue($"uncaught: {error}");
            Complain($"uncaught: {error}");
        };
        page.Request += (_, request) => ExpectLoopback(request.Url);
        page.WebSocket += (_, socket) => ExpectLoopback(socket.Url);
    }

    /// <summary>Violations of the Content-Security-Policy, requests to other machines, and uncaught errors.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The browser's console.</summary>
    public IReadOnlyCollection<string> Console => _console;

    /// <summary>Waits as Playwright does, and fails in words.</summary>
    /// <param name="what">What the person should do or see, to follow "should".</param>
    /// <param name="wait">Waits with Playwright.</param>
    /// <param name="limit">The limit of that wait.</param>
    public async Task WaitAsync(string what, Func<Task> wait, TimeSpan? limit = null)
    {
        try
        {
            await wait();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{_name} should {what}, but did not within {(limit ?? Wait.Limit).TotalSeconds:0} s. {await DescribeAsync()}");
        }
    }

    /// <summary>Waits until this part of the page has the state.</summary>
    public Task ShowsAsync(ILocator part, WaitForSelectorState state = WaitForSelectorState.Visible, TimeSpan? limit = null) =>
        WaitAsync($"see {part} {state}", () => part.WaitForAsync(new() { State = state, Timeout = Milliseconds(limit) }), limit);

    /// <summary>Waits until the status or the alert has a text like this.</summary>
    public Task ShowsAsync(AriaRole role, Regex text, WaitForSelectorState state = WaitForSelectorState.Visible, TimeSpan? limit = null) => WaitAsync(
        $"see the {role.ToString().ToLowerInvariant()} {text}",
        () => _page.GetByRole(role).Filter(new() { HasTextRegex = text }).WaitForAsync(new() { Timeout = Milliseconds(limit), State = state }),
        limit);

    /// <summary>Waits until a JavaScript expression is true in the page.</summary>
    public Task IsTrueAsync(string condition) => WaitAsync(
        $"have a page in which this is true: {condition}",
        () => _page.WaitForFunctionAsync($"() => {condition}", null, new() { Timeout = Milliseconds(null), PollingInterval = 50 }));

    /// <summary>Describes what the person sees now.</summary>
    public async Task<string> DescribeAsync()
    {
        if (_page.IsClosed)
        {
            return $"{_name} has closed the page.";
        }

        var console = $"last in {_name}'s console: {_console.LastOrDefault() ?? "nothing"}";
        try
        {
            var seen = await _page.EvaluateAsync<string[]>("() => ['status', 'alert', 'notice'].map(id => document.getElementById(id)?.innerText ?? 'nothing')").WaitAsync(Wait.Limit);
            return $"{_name} sees the status '{OneLine(seen[0])}', the alert '{OneLine(seen[1])}' and the notice '{seen[2]}'; {console}";
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            return $"{_name}'s page does not respond, or is loading another one ({e.Message.Split('\n')[0]}); {console}";
        }
    }

    internal void Complain(string complaint) => _complaints.Enqueue(complaint);

    private void Read(IConsoleMessage message)
    {
        _console.Enqueue($"{message.Type}: {message.Text}");
        if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
        {
            Complain(message.Text);
        }
    }

    private void ExpectLoopback(string url)
    {
        if (!new Uri(url).IsLoopback)
        {
            Complain($"request to {url}");
        }
    }

    private static float Milliseconds(TimeSpan? limit) => (float)(limit ?? Wait.Limit).TotalMilliseconds;

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
