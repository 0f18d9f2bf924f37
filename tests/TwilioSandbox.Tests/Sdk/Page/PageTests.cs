using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwilioSandbox.Tests.Sdk.Page;

public sealed class PageTests(SdkPages pages) : PageTest(pages)
{
    [Fact]
    public async Task Call_is_shown_as_a_live_sequence_diagram()
    {
        var page = await OpenPageAsync();
        var (bob, alice) = await RingAsync();
        await page.ShowsAsync("Clients", "alice", "registered · Voice SDK 2.18.5 · capability token");
        await page.ShowsAsync("Clients", "bob", "registered · Voice SDK 2.18.5 · access token");
        await page.ShowsAsync("Call", "bob → alice", "Ringing");

        await alice.DoAsync("accept");
        await bob.HearsAsync();
        await page.ShowsAsync("Calls", "In call");
        await page.CountsMediaAsync();

        await alice.DoAsync("hangUp");
        await page.ShowsAsync("Call", "alice hung up.");
        await page.HasStepsAsync(
            "bob to sandbox: invite", "POST /voice answered 200", "sandbox to bob: ringing", "sandbox to alice: invite", "alice to sandbox: answer",
            "sandbox to bob: answer", "alice to sandbox: hangup", "sandbox to bob: hangup", "alice hung up.");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Refusals_are_explained_and_any_token_can_be_explained()
    {
        var page = await OpenPageAsync();
        await RefuseAsync("mallory");
        await page.ShowsAsync("Verdicts", "31205 JWT Token Expired", "This token expired");

        await page.Page.GetByText("Explain a token").ClickAsync();
        await page.Page.GetByLabel("Token", new() { Exact = true }).FillAsync($"{Token("alice", Access).With("exp", 1.5)}");
        await page.PressAsync("Explain");
        await page.ShowsAsync("Verdicts", "31204 Invalid JWT token", "'exp' is a number with a fraction or an exponent");
        await page.Page.GetByLabel("Token", new() { Exact = true }).FillAsync($"{Token("alice", Access)}");
        await page.PressAsync("Explain");
        await page.ShowsAsync("Verdicts", "The access token of alice may receive calls and may place calls.");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Failed_webhook_and_warning_are_one_verdict_each()
    {
        Sandbox.Voice.Says("<Fax/>");
        var page = await OpenPageAsync();
        using var warned = await CallInAsync();
        await Expect(page.Page.Locator("#verdicts .warned .what")).ToHaveTextAsync("Warning 12200");
        await page.ShowsAsync("Verdicts", "TwiML has no <Fax>.");

        await Sandbox.StartFaultAsync(new { kind = "fail-voice-url", status = 503 });
        using var failed = await CallInAsync();
        await Sandbox.EventAsync("call.ended", count: 2);
        // Events arrive in order.
        await RefuseAsync("mallory");
        await page.ShowsAsync("Verdicts", "31205");
        await Expect(page.Page.Locator("#verdicts .refused .what")).ToHaveTextAsync(["31205 JWT Token Expired", "11200 HTTP retrieval failure"]);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Lane_names_stay_while_the_diagram_scrolls()
    {
        var page = await PageOfACallAsync();
        await page.Page.SetViewportSizeAsync(1280, 500);
        await Expect(page.Page.Locator("#diagram .heads")).ToBeInViewportAsync();
        Assert.True(await page.Page.Locator("#diagram").EvaluateAsync<bool>("""
            diagram => {
              diagram.scrollTop = diagram.scrollHeight;
              return diagram.scrollTop > 0 && diagram.querySelector('.heads').getBoundingClientRect().top === diagram.getBoundingClientRect().top;
            }
            """));
    }

    [Fact]
    public async Task Oversized_token_and_unreachable_sandbox_are_reported()
    {
        var page = await OpenPageAsync();
        await page.Page.GetByText("Explain a token").ClickAsync();
        await page.Page.GetByLabel("Token", new() { Exact = true }).FillAsync(new string('x', 70_000));
        await page.PressAsync("Explain");
        await page.ShowsAsync("Verdicts", "Request body too large.");

        await page.Page.RouteAsync("**/sandbox", route => route.AbortAsync());
        await page.PressAsync("Reset");
        await page.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Expect(page.Page.Locator("#alert")).ToHaveTextAsync("The sandbox does not respond. Restart it, then try again.");
    }

    [Fact]
    public async Task Callee_is_named_before_the_call_reaches_it()
    {
        var page = await OpenPageAsync();
        var bob = await RegisteredAsync("bob");
        var gate = new TaskCompletionSource();
        Sandbox.Voice.Gate = gate.Task;
        await bob.CallAsync(new { To = "zoe" });
        await page.ShowsAsync("Call", "bob → zoe", "Requesting TwiML");
        gate.SetResult();
        await page.ShowsAsync("Call", "31404 Nobody is registered as zoe.", "bob → zoe");
        await page.ShowsAsync("Calls", "bob → zoe");
        await Expect(page.Page.Locator("#diagram .name.absent")).ToContainTextAsync("zoe");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Token_of_a_connection_that_a_fault_broke_is_not_shown_as_accepted()
    {
        var page = await OpenPageAsync();
        var accepted = page.Part("Verdicts").GetByText("Token accepted");
        using var alice = await Sandbox.ConnectWithAsync($"{Token("alice")}");
        using var bob = await Sandbox.ConnectWithAsync($"{Token("bob")}");
        await Expect(accepted).ToHaveCountAsync(2);

        await Sandbox.StartFaultAsync(new { kind = "drop-signaling", client = "alice", count = 1 });
        await page.ShowsAsync("Verdicts", "Connection broken by a fault", "The sandbox had accepted the token: incoming and outgoing.");
        await Expect(accepted).ToHaveCountAsync(1);

        using var again = await Sandbox.ConnectWithAsync($"{Token("alice")}");
        await Expect(accepted).ToHaveCountAsync(2);
        await Expect(page.Page.Locator("#verdicts .broken")).ToHaveCountAsync(1);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Every_fault_can_be_started_and_ended()
    {
        var page = await OpenPageAsync();
        var kind = page.Page.GetByLabel("Kind of fault");
        var offered = await kind.EvaluateAsync<string[]>("kind => [...kind.options].map(option => option.value)");
        Assert.Equal(6, offered.Length);
        foreach (var name in offered)
        {
            await kind.SelectOptionAsync(name);
            await page.PressAsync("Start this fault");
            await Sandbox.EventAsync("fault.started", started => started.Text("message").Contains(name, StringComparison.Ordinal));
            await page.Part("Faults").GetByRole(AriaRole.Button, new() { Name = "End: " }).ClickAsync();
            await Expect(page.Page.Locator("#faults")).ToBeHiddenAsync();
        }

        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Invalid_fault_is_reported_with_its_rule()
    {
        var page = await OpenPageAsync();
        await page.Page.GetByLabel("Affects").FillAsync("<b>alice</b>");
        await page.PressAsync("Start this fault");
        await page.ShowsAsync("Faults", "client must be a client name, such as alice.");
    }

    [Fact]
    public async Task Client_names_are_shown_as_text()
    {
        const string Name = "<img src=x onerror=\"document.title='hacked'\">";
        var window = await OpenWindowAsync();
        await window.RouteAsync("**/sandbox/clients", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new[] { new { identity = Name, registered = true, tokenExpiresAt = "2030-01-01T00:00:00Z" } }),
        }));
        var page = await SandboxPage.OpenAsync(window);
        await page.ShowsAsync("Clients", Name);
        Assert.Equal("Sandbox · Capability.Aspire", await page.Page.TitleAsync());
        // Nor could a later change of the page make markup of them.
        var markup = await Assert.ThrowsAsync<PlaywrightException>(
            () => window.EvaluateAsync("name => { document.body.innerHTML = name; }", Name));
        Assert.Contains("TrustedHTML", markup.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_reconnects_without_a_reload(bool isReachable)
    {
        var window = await OpenWindowAsync();
        const string Stream = "**/sandbox/events/stream";
        await window.RouteAsync(Stream, route => isReachable ? route.FulfillAsync(new() { Status = 503 }) : route.AbortAsync());
        await window.GotoAsync("/");
        await Expect(window.Locator("#live")).ToHaveTextAsync("Disconnected");
        await window.UnrouteAsync(Stream);
        await Expect(window.Locator("#live")).ToHaveTextAsync("Live", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Page_is_smaller_than_75_KB()
    {
        var page = await OpenPageAsync();
        var bytes = await page.Page.EvaluateAsync<int>("""
            performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType !== 'fetch')
              .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)
            """);
        Assert.InRange(bytes, 20_000, 75_000);
    }

    private Task<HttpResponseMessage> CallInAsync() =>
        Sandbox.SendAsync(HttpMethod.Post, "/sandbox/telephone/calls", new { from = TelephonePage.Outside, to = "+15005550006" });
}
