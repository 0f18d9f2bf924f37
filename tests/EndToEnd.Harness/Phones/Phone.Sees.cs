using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

// What a person waits to see. Each wait has a limit, and says what that person saw last.
public sealed partial class Phone
{
    private static readonly float s_limit = (float)Wait.Limit.TotalMilliseconds;

    /// <summary>Waits until the page says exactly this.</summary>
    public Task SeesAsync(string status, TimeSpan? limit = null) => SeesAsync(AriaRole.Status, new Regex($"^{Regex.Escape(status)}$"), limit: limit);

    /// <summary>Waits until an alert says this, among other things.</summary>
    public Task SeesAlertAsync(string text, TimeSpan? limit = null) => SeesAsync(AriaRole.Alert, new Regex(Regex.Escape(text)), limit: limit);

    /// <summary>Waits until no alert is there any more.</summary>
    public Task SeesNoAlertAsync() => SeesAsync(AriaRole.Alert, new Regex("^$"), WaitForSelectorState.Attached);

    /// <summary>Waits until this part of the page is there, or, with another state, gone.</summary>
    public Task SeesAsync(ILocator part, WaitForSelectorState state = WaitForSelectorState.Visible, TimeSpan? limit = null) =>
        WaitAsync($"see {part} {state}", () => part.WaitForAsync(new() { State = state, Timeout = Milliseconds(limit) }), limit);

    /// <summary>Waits until this text is somewhere on the page.</summary>
    public Task SeesTextAsync(string text) => SeesAsync(_page.GetByText(text));

    /// <summary>Waits until this text is nowhere on the page.</summary>
    public Task SeesNoTextAsync(string text) => SeesAsync(_page.GetByText(text), WaitForSelectorState.Hidden);

    /// <summary>Waits until the page offers to call this person.</summary>
    public Task IsOfferedAsync(string name) => SeesAsync(_page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }));

    /// <summary>Waits until this is true in the page.</summary>
    public Task ExpectAsync(string condition) =>
        WaitAsync($"have a page in which this is true: {condition}", () => _page.WaitForFunctionAsync($"() => {condition}", null, Poll()));

    private Task SeesAsync(AriaRole role, Regex text, WaitForSelectorState state = WaitForSelectorState.Visible, TimeSpan? limit = null) => WaitAsync(
        $"see the {role.ToString().ToLowerInvariant()} {text}",
        () => _page.GetByRole(role).Filter(new() { HasTextRegex = text }).WaitForAsync(new() { Timeout = Milliseconds(limit), State = state }),
        limit);

    /// <summary>Waits as Playwright does, with words for what this person should do or see.</summary>
    public async Task WaitAsync(string what, Func<Task> wait, TimeSpan? limit = null)
    {
        try
        {
            await wait();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Name} should {what}, but did not within {(limit ?? Wait.Limit).TotalSeconds:0} s. {await DescribeAsync()}");
        }
    }

    /// <summary>What this person sees and hears now, in words.</summary>
    public async Task<string> DescribeAsync()
    {
        if (_page.IsClosed)
        {
            return $"{Name} has closed the page.";
        }

        var console = $"{Name}'s console said last: {_console.LastOrDefault() ?? "nothing"}";
        try
        {
            var seen = await _page.EvaluateAsync<string[]>("() => ['status', 'alert', 'notice'].map(id => document.getElementById(id)?.innerText ?? 'nothing')").WaitAsync(Wait.Limit);
            return $"{Name} sees the status '{OneLine(seen[0])}', the alert '{OneLine(seen[1])}' and the notice '{seen[2]}'; {console}";
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            return $"{Name}'s page hangs, or is going to another one: it does not answer ({e.Message.Split('\n')[0]}); {console}";
        }
    }

    private static float Milliseconds(TimeSpan? limit) => (float)(limit ?? Wait.Limit).TotalMilliseconds;

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static PageWaitForFunctionOptions Poll() => new() { Timeout = s_limit, PollingInterval = 50 };
}
