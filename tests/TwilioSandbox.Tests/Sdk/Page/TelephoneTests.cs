using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Calls;
using static Microsoft.Playwright.Assertions;
using static TwilioSandbox.Tests.Sdk.Page.TelephonePage;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>Calls between the Voice SDK and the telephone on the sandbox's page.</summary>
public sealed class TelephoneTests(SdkPages pages) : PageTest(pages)
{
    private const int Hertz = 700;
    private const string DialNumber = $"<Dial answerOnBridge='true'><Number>{Number}</Number></Dial>";

    [Fact]
    public async Task Echo_answers_and_the_caller_hears_its_own_tone()
    {
        var (page, bob) = await RingPageAsync(hertz: Hertz);
        await page.RingsAsync("bob");
        await page.TelephoneShowsAsync($"bob → {Number}", "Incoming call. If nobody answers before the timeout, it ends as no-answer.");
        await Expect(page.Page.Locator("main > section").First).ToHaveAttributeAsync("id", "telephone");

        await page.TelephoneButton("Answer with echo").ClickAsync();
        await bob.SaysAsync("accept");
        await bob.HearsToneAsync(Hertz);
        await page.TelephoneShowsAsync("In call. The other side hears itself.", "Every number and SIP address rings here.");
        await Expect(page.Page).ToHaveTitleAsync("Sandbox · Capability.Aspire");

        await page.TelephoneButton("5").ClickAsync();
        Assert.Equal(Number, (await Sandbox.EventAsync("call.dtmf")).Text("client"));
        await page.TelephoneButton("Hang up").ClickAsync();
        await bob.SaysAsync("disconnect");
        await page.TelephoneShowsAsync($"Ended: {Number} hung up.");
        await page.HasStepsAsync(
            "bob to sandbox: invite", "POST /voice answered 200", "sandbox to bob: ringing", $"sandbox to {Number}: ring", $"{Number} to sandbox: answer", "sandbox to bob: answer",
            $"{Number} to sandbox: dtmf 5", $"{Number} to sandbox: hangup", "sandbox to bob: hangup", $"{Number} hung up.");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Microphone_answers_and_both_sides_hear_each_other()
    {
        var (page, bob) = await RingPageAsync(hertz: Hertz);
        var other = await OpenPageAsync();
        await page.TelephoneButton("Answer with microphone").DblClickAsync();
        await bob.SaysAsync("accept");
        await page.HearsToneAsync(Hertz);
        Assert.Equal(1, await page.Page.EvaluateAsync<int>("microphones.length"));
        await bob.HearsAsync();
        await page.TelephoneShowsAsync("In call. The sound is in this tab.");
        await other.TelephoneShowsAsync("In call. The sound is in another tab, or that tab was closed.");

        await bob.DoAsync("hangUp");
        await page.TelephoneShowsAsync("Ended: bob hung up.");
        await page.ClosesSoundAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Decline_and_busy_end_the_call()
    {
        var (page, bob) = await RingPageAsync();
        await page.TelephoneButton("Decline").ClickAsync();
        await page.TelephoneShowsAsync($"Ended: {Number} declined the call.");
        await bob.SaysAsync("disconnect");

        await page.Page.GetByLabel("Busy").CheckAsync();
        await page.TelephoneShowsAsync("Busy: it declines every call at once.");
        await bob.CallAsync(new { });
        await bob.SaysAsync("disconnect");
        Assert.Equal($"busy: {Number} is busy.", (await Sandbox.EventAsync("dial.ended", count: 2)).Text("message"));

        var other = await OpenPageAsync();
        await Expect(other.Page.GetByLabel("Busy")).ToBeCheckedAsync();
        await other.Page.GetByLabel("Busy").UncheckAsync();
        await Expect(page.Page.GetByLabel("Busy")).Not.ToBeCheckedAsync();
        await bob.CallAsync(new { });
        await page.RingsAsync("bob");
        await bob.DoAsync("hangUp");
        await page.TelephoneShowsAsync("Ended: bob hung up.");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Call_in_with_the_microphone_reaches_a_client()
    {
        Sandbox.Voice.Says("<Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        var page = await ListeningPageAsync();
        var alice = await RegisteredAsync("alice", hertz: Hertz);
        await page.TelephoneButton("Call in").ClickAsync();
        await page.TelephoneButton("Call with microphone").ClickAsync();
        await alice.SaysAsync($"incoming {Outside}");
        await page.TelephoneShowsAsync($"{Outside} → +15005550006", "Calling. Ringing");
        await alice.DoAsync("accept");
        await page.TelephoneShowsAsync("In call. The sound is in this tab.");
        await page.HearsToneAsync(Hertz);
        await alice.HearsAsync();

        await alice.DoAsync("hangUp");
        await page.TelephoneShowsAsync("Ended: alice hung up.");
        await page.ClosesSoundAsync();
        await page.ShowsAsync("Calls", $"{Outside} → alice");
        await page.HasStepsAsync(
            $"{Outside} to sandbox: call", "POST /voice answered 200", "sandbox to alice: invite", "alice to sandbox: answer", $"sandbox to {Outside}: answer", "alice to sandbox: hangup", "alice hung up.");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Call_in_that_is_rejected_at_once_ends_at_once()
    {
        Sandbox.Voice.Says("<Reject/>");
        var page = await OpenPageAsync();
        // What the page shows must not depend on the passing of time.
        await page.Page.Clock.SetFixedTimeAsync(DateTime.UtcNow);
        await page.CallInAsync();
        await page.TelephoneShowsAsync("Ended: The application rejected the call.");
        await Expect(page.TelephoneButton("Hang up")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Last_call_stays_with_both_legs_until_the_next_call()
    {
        Sandbox.Voice.Says(DialNumber);
        var page = await OpenPageAsync();
        await page.CallInAsync();
        await page.RingsAsync(Outside);
        await page.TelephoneButton("Decline").ClickAsync();
        var lines = page.Page.Locator("#lines li");
        await Expect(lines.Filter(new() { HasText = $"Ended: {Number} declined the call." })).ToHaveCountAsync(2);
        await page.TelephoneShowsAsync($"{Outside} → +15005550006", $"{Outside} → {Number}");

        Sandbox.Voice.Says("<Pause length='60'/>");
        await page.CallInAsync();
        await page.TelephoneShowsAsync("Calling.");
        await Expect(lines).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Call_that_fails_is_explained()
    {
        Sandbox.Voice.Says("<Dial answerOnBridge='true'><Client>zoe</Client></Dial>");
        var page = await OpenPageAsync();
        await page.CallInAsync();
        await page.TelephoneShowsAsync("Ended: 31404 Nobody is registered as zoe.");
        await page.TelephoneButton("Call in").ClickAsync();
        await page.Part("Telephone").GetByLabel("From").FillAsync("bob");
        await page.TelephoneButton("Call silently").ClickAsync();
        await page.TelephoneShowsAsync("from must be a number in E.164 format, such as +15005550009.");

        await page.Page.EvaluateAsync("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')); }");
        await page.TelephoneButton("Call with microphone").ClickAsync();
        await page.TelephoneShowsAsync("The browser does not allow the microphone. Allow it for this page, then try again.");
    }

    [Fact]
    public async Task Call_in_without_a_Voice_URL_is_explained()
    {
        Sandbox.Settings["VoiceUrl"] = "";
        var page = await OpenPageAsync();
        await page.CallInAsync();
        await page.TelephoneShowsAsync("Start the sandbox with --voice-url http://localhost:3000/voice");
    }

    [Fact]
    public async Task Call_of_the_application_to_a_number_is_told_with_its_conference()
    {
        Sandbox.Settings["SpeechProgram"] = "no-such-program";
        Sandbox.Voice.Says("<Say>Hello</Say><Dial><Conference>standup</Conference></Dial>");
        var page = await OpenPageAsync();
        Sandbox.Services.GetRequiredService<OutgoingCalls>().Start(new("+15005550006", Number, new(new(VoiceApplication.Url), HttpMethod.Post)));
        await page.RingsAsync("+15005550006");
        await page.TelephoneButton("Answer with echo").ClickAsync();
        await page.ShowsAsync("Call", $"+15005550006 → {Number}", "joins conference standup");
        await page.TelephoneButton("Hang up").ClickAsync();
        await page.TelephoneShowsAsync($"Ended: {Number} hung up.");
        await page.ShowsAsync("Call", "leaves conference standup");
        await page.HasStepsAsync(
            $"The application calls {Number}.", $"sandbox to {Number}: ring", $"{Number} to sandbox: answer", "POST /voice answered 200", "says “Hello”", "joins conference standup: waits for its start",
            $"{Number} to sandbox: hangup", $"{Number} hung up.", "leaves conference standup: The call ended, or got another document.");
        await Expect(page.Page.Locator("#diagram .name")).ToHaveCountAsync(2);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Diagram_shows_warnings_and_unanswered_Dials_and_shades_only_answered_legs()
    {
        Sandbox.Voice.Says($"<Fax/><Dial>{Number}</Dial><Pause length='60'/>");
        var page = await OpenPageAsync();
        await page.CallInAsync();
        await page.RingsAsync(Outside);
        await page.TelephoneButton("Decline").ClickAsync();
        await page.HasStepsAsync(
            $"{Outside} to sandbox: call", "POST /voice answered 200", "Warning 12200: TwiML has no <Fax>", $"sandbox to {Outside}: answer", $"sandbox to {Number}: ring",
            $"{Number} to sandbox: reject", "<Dial> ends with busy", "pauses 60 s");
        await Expect(page.Page.Locator("#diagram .note.warn")).ToHaveCountAsync(1);
        var diagram = page.Page.Locator("#diagram");
        Assert.True(await diagram.Locator(".talk").EvaluateAsync<bool>("""
            talk => talk.getBoundingClientRect().right < talk.parentNode.querySelectorAll('.life')[1].getBoundingClientRect().left
            """));
        Assert.True(await diagram.EvaluateAsync<bool>("""
            diagram => [...diagram.querySelectorAll('g:has(.note) + g .label')].every((label) =>
              label.getBoundingClientRect().top > label.parentNode.previousSibling.querySelector('.note').getBoundingClientRect().bottom)
            """));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Closed_tab_hangs_up_its_call()
    {
        var (page, bob) = await RingPageAsync();
        await page.TelephoneButton("Answer with microphone").ClickAsync();
        await bob.SaysAsync("accept");
        await page.Page.GotoAsync("about:blank");
        await bob.SaysAsync("disconnect");
        Assert.Equal($"{Number} hung up.", (await Sandbox.EventAsync("call.ended")).Text("message"));
    }

    [Fact]
    public async Task Telephone_can_be_used_with_the_keyboard()
    {
        var (page, bob) = await RingPageAsync();
        await page.RingsAsync("bob");
        var keyboard = page.Page.Keyboard;
        await page.TelephoneButton("Call in").FocusAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await Expect(page.TelephoneButton("Answer with microphone")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await bob.SaysAsync("accept");

        await Expect(page.TelephoneButton("Hang up")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        Assert.Equal("1", (await Sandbox.EventAsync("call.dtmf")).Text("message"));
        await keyboard.PressAsync("Shift+Tab");
        await keyboard.PressAsync("Enter");
        await bob.SaysAsync("disconnect");

        await Expect(page.TelephoneButton("Close")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator("#lines li")).ToHaveCountAsync(0);
        await Expect(page.Page.Locator("#telephone-title")).ToBeFocusedAsync();

        Sandbox.Voice.Says("<Pause length='60'/>");
        foreach (var key in (string[])["Tab", "Enter", "Tab", "Tab", "Tab", "Tab", "Tab", "Enter"])
        {
            await keyboard.PressAsync(key);
        }

        await page.TelephoneShowsAsync("Calling. Requesting TwiML");
        await Expect(page.Page.Locator("#call-form")).ToBeHiddenAsync();
        await Expect(page.TelephoneButton("Call in")).ToBeFocusedAsync();
    }

    /// <summary>A page that tells about its sound, and Bob, who calls the telephone.</summary>
    private async Task<(SandboxPage Page, SdkPhone Bob)> RingPageAsync(int? hertz = null)
    {
        Sandbox.Voice.Says(DialNumber);
        var page = await ListeningPageAsync();
        var bob = await RegisteredAsync("bob", hertz: hertz);
        await bob.CallAsync(new { });
        await bob.SaysAsync("ringing");
        return (page, bob);
    }

    private async Task<SandboxPage> ListeningPageAsync()
    {
        var window = await OpenWindowAsync();
        await window.ListenAsync();
        return await SandboxPage.OpenAsync(window);
    }
}
