using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>The sandbox's own page, in words of what somebody sees and does there.</summary>
public sealed partial class SandboxPage
{
    private const float LimitMs = 20_000;

    private readonly ConcurrentQueue<string> _complaints = new();

    private SandboxPage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(LimitMs);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!new Uri(request.Url).IsLoopback)
            {
                _complaints.Enqueue($"a request to {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors, violations of the content security policy, and requests that left this machine.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<SandboxPage> OpenAsync(IPage window)
    {
        var page = new SandboxPage(window);
        await window.GotoAsync("/");
        await Expect(window.Locator("#live")).ToHaveTextAsync("Live", new() { Timeout = LimitMs });
        return page;
    }

    /// <summary>Waits until a part of the page, by its heading, has these texts in it.</summary>
    public async Task ShowsAsync(string part, params string[] texts)
    {
        foreach (var text in texts)
        {
            await Expect(Part(part)).ToContainTextAsync(text, new() { Timeout = LimitMs });
        }
    }

    /// <summary>Waits until the signaling of the call is this, in order. Sizes and times are left out.</summary>
    public async Task HasStepsAsync(params string[] steps)
    {
        await Expect(Page.Locator("#steps li")).ToHaveCountAsync(steps.Length, new() { Timeout = LimitMs });
        var shown = await Page.Locator("#steps li").AllTextContentsAsync();
        Assert.Equal(steps, shown.Select(step => SizeOrTime().Replace(step, "")));
        Assert.Equal(steps.Length, await Page.Locator("#diagram .arrow, #diagram .note").CountAsync());
    }

    /// <summary>Waits until sound of both ends has been counted.</summary>
    public Task CountsMediaAsync() =>
        Expect(Page.Locator(".packets", new() { HasTextRegex = NotNone() })).ToHaveCountAsync(2, new() { Timeout = LimitMs });

    /// <summary>Waits until sound of both ends has been counted twice, so that the meters show how much there is.</summary>
    public async Task MeasuresMediaAsync()
    {
        foreach (var meter in await Page.Locator(".level").AllAsync())
        {
            await Expect(meter).ToHaveAttributeAsync("style", NotSilent(), new() { Timeout = LimitMs });
        }
    }

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public ILocator Part(string heading) => Page.GetByRole(AriaRole.Region, new() { Name = heading, Exact = true });

    [GeneratedRegex("^[1-9]")]
    private static partial Regex NotNone();

    [GeneratedRegex(@"--level: (0\.[3-9]|1)")]
    private static partial Regex NotSilent();

    [GeneratedRegex(@", [\d.]+ k?B$| in \d+ ms$")]
    private static partial Regex SizeOrTime();
}
