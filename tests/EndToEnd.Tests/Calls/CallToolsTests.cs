using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Calls;

/// <summary>Microphone, speaker and buttons during a call.</summary>
public sealed class CallToolsTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // The microphone that the newest peer connection sends.
    private const string SentTrack = "window.peerConnections.at(-1).getSenders()[0].track";

    [Fact]
    public async Task Chosen_microphone_is_used_at_once_and_in_the_next_call()
    {
        var (alice, bob) = await TalkingAsync();
        await alice.OpensAsync("Sound devices");
        await ChooseAsync(alice, "Microphone", "Fake Audio Input 2");
        await alice.Screen.IsTrueAsync($"{SentTrack}.label === 'Fake Audio Input 2'");
        await alice.Audio.FlowsBothWaysAsync();

        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        await bob.PressAsync($"Call again: {alice.Name}");
        await bob.SeesAsync($"Ringing {alice.Name}");
        await bob.OpensAsync("Sound devices");
        await ChooseAsync(bob, "Microphone", "Fake Audio Input 2");
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        await alice.Screen.IsTrueAsync($"{SentTrack}.label === 'Fake Audio Input 2'");
        await bob.Screen.IsTrueAsync($"{SentTrack}.label === 'Fake Audio Input 2'");
        await alice.Audio.FlowsBothWaysAsync();
    }

    [Fact]
    public async Task Microphone_that_opens_late_is_closed_after_the_call()
    {
        var alice = await RegisteredAsync("alice");
        await alice.Page.EvaluateAsync("""
            () => {
                const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                window.opened = [];
                navigator.mediaDevices.getUserMedia = async constraints => {
                    const stream = await getUserMedia(constraints);
                    window.opened.push(...stream.getTracks());
                    await window.late;
                    return stream;
                };
            }
            """);
        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.AcceptAsync();
        await alice.Audio.FlowsBothWaysAsync();
        await alice.Page.EvaluateAsync("() => { window.late = new Promise(resolve => { window.open = resolve; }); }");
        await alice.OpensAsync("Sound devices");
        await ChooseAsync(alice, "Microphone", "Fake Audio Input 2");
        await alice.Screen.IsTrueAsync("window.opened.length === 2");
        await alice.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        // The late microphone disturbs no call, and the next call has a working one.
        await bob.PressAsync($"Call again: {alice.Name}");
        await bob.SeesAsync($"Ringing {alice.Name}");
        await alice.Page.EvaluateAsync("() => { window.open(); window.late = undefined; }");
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.Screen.IsTrueAsync("window.opened.every(track => track.readyState === 'ended')");
        await alice.SeesNoAlertAsync();
        await alice.AcceptAsync();
        await alice.Screen.IsTrueAsync($"{SentTrack}.label === 'Fake Audio Input 2' && {SentTrack}.readyState === 'live'");
        await bob.Audio.FlowsBothWaysAsync();
    }

    [Fact]
    public async Task Chosen_speaker_is_used_at_once_and_shown_when_it_is_unplugged()
    {
        var (alice, _) = await TalkingAsync();
        await alice.Page.EvaluateAsync("""
            () => {
                const { setSinkId } = HTMLMediaElement.prototype;
                HTMLMediaElement.prototype.setSinkId = function (id) { window.speaker = id; return setSinkId.call(this, id); };
            }
            """);
        await alice.OpensAsync("Sound devices");
        await ChooseAsync(alice, "Speaker", "Fake Audio Output 2");
        await alice.Screen.IsTrueAsync("window.speaker && window.speaker === document.getElementById('speaker').value");

        await alice.Page.EvaluateAsync("""
            async () => {
                const there = (await navigator.mediaDevices.enumerateDevices()).filter(({ label }) => label !== 'Fake Audio Output 2');
                navigator.mediaDevices.enumerateDevices = async () => there;
                navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
            }
            """);
        await alice.Screen.IsTrueAsync("document.getElementById('speaker').selectedOptions[0].text === 'No longer connected'");

        await ChooseAsync(alice, "Speaker", "Browser default");
        await alice.Screen.IsTrueAsync("window.speaker === 'default'");
        await alice.SeesNoAlertAsync();
        await alice.Page.EvaluateAsync("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))");
        await alice.Screen.IsTrueAsync("[...document.getElementById('speaker').options].every(option => option.text !== 'No longer connected')");
    }

    [Fact]
    public async Task Double_click_on_Accept_does_not_hang_up()
    {
        var (alice, bob) = await RingingAsync();
        var accept = (await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).BoundingBoxAsync())!;
        await alice.Page.Mouse.DblClickAsync(accept.X + (accept.Width / 2), accept.Y + (accept.Height / 2));
        await alice.SeesAsync($"In call with {bob.Name}");
        await alice.Audio.FlowsBothWaysAsync();
    }

    [Fact]
    public async Task Button_does_not_move_while_it_is_pressed()
    {
        var (alice, bob) = await TalkingAsync();
        var (clients, asked) = (Enumerable.Empty<object>(), 0);
        await bob.Page.RouteAsync("**/sandbox/clients", async route =>
        {
            await route.FulfillAsync(new() { Json = clients });
            asked++;
        });
        await alice.HangUpAsync();
        await bob.SeesTextAsync("No other users are registered yet.");
        await bob.Screen.WaitAsync("point at Call again", () => LastCall(bob).GetByRole(AriaRole.Button).HoverAsync());
        await bob.Page.Mouse.DownAsync();

        // Fifty names would move everything below them. At the second request, the page has processed the answer to the first.
        var before = asked;
        clients = from n in Enumerable.Range(0, 50) select new { identity = $"somebody_{n}", registered = true };
        await Wait.UntilAsync("the page to request the clients twice", () => Task.FromResult(asked), times => times > before + 1);
        await bob.Page.Mouse.UpAsync();
        await alice.SeesAsync($"Incoming call from {bob.Name}");
    }

    [Fact]
    public async Task Signing_out_declines_a_ringing_call()
    {
        var (alice, bob) = await RingingAsync();
        await alice.PressAsync("Sign out");
        await Application.WaitForEventsAsync(alice.Name, "call.rejected");
        await bob.SeesAsync("Not registered");
    }

    [Fact]
    public async Task Calls_are_listed_and_can_be_made_again()
    {
        var (alice, bob) = await TalkingAsync();
        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync(LastCall(alice).GetByText($"from {bob.Name}"));

        await bob.PressAsync($"Call again: {alice.Name}");
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        // Not during a call.
        foreach (var phone in Phones)
        {
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Call again" })).ToBeDisabledAsync();
        }

        await alice.RejectAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesAsync(LastCall(alice).GetByText("declined"));
    }

    private static Task ChooseAsync(Phone phone, string kind, string device) =>
        phone.Screen.WaitAsync($"be able to choose '{device}'", () => phone.Page.GetByLabel(kind).SelectOptionAsync(new SelectOptionValue { Label = device }));

    private static ILocator LastCall(Phone phone) =>
        phone.Page.GetByRole(AriaRole.List, new() { Name = "Recent calls" }).GetByRole(AriaRole.Listitem).First;
}
