using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Conferencing;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Conferencing;

/// <summary>Rules of conferences, for devices that have no sound.</summary>
public sealed class ConferenceTests : CallTest
{
    [Fact]
    public async Task Callers_join_one_room_by_its_name_and_it_ends_with_the_last()
    {
        using var bob = await JoinAsync("bob");
        using var carol = await JoinAsync("carol");
        Assert.Equal("in-progress 2", Room());
        await HangUpAsync(bob, "bob");
        Assert.Equal("in-progress 1", Room());
        await HangUpAsync(carol, "carol");
        Assert.Equal("completed 0", Room());
    }

    [Fact]
    public async Task Conference_waits_for_a_second_participant_and_one_that_starts_it()
    {
        using var bob = await JoinAsync("bob", "startConferenceOnEnter='false'");
        using var carol = await JoinAsync("carol", "startConferenceOnEnter='false'");
        Assert.Equal("init 2", Room());
        using var dora = await JoinAsync("dora");
        Assert.Equal("in-progress 3", Room());
    }

    [Fact]
    public async Task Participant_that_starts_a_conference_waits_for_the_second()
    {
        using var bob = await JoinAsync("bob");
        Assert.Equal("init 1", Room());
        using var carol = await JoinAsync("carol", "startConferenceOnEnter='false'");
        Assert.Equal("in-progress 2", Room());
    }

    [Fact]
    public async Task EndConferenceOnExit_ends_it_for_everybody_and_their_TwiML_goes_on()
    {
        using var bob = await JoinAsync("bob", "endConferenceOnExit='true'");
        using var carol = await JoinAsync("carol");
        await HangUpAsync(bob, "bob");
        Assert.Null((await HungUpAsync(carol)).Code);
        Assert.Equal("completed 0", Room());
    }

    [Fact]
    public async Task Action_receives_answered_when_a_participant_leaves()
    {
        Voice.Says("<Hangup/>", "/done");
        Voice.Says("<Dial action='/done'><Conference>room</Conference></Dial>");
        using var bob = await CallerAsync("bob");
        await HangUpAsync(bob, "bob");
        var form = (await Voice.ReceiveAsync("/done")).Form;
        Assert.Equal("answered", form["DialCallStatus"]);
        Assert.False(form.ContainsKey("DialCallSid"));
    }

    [Fact]
    public async Task Fifth_participant_is_told_that_the_conference_is_full()
    {
        var parties = new List<TestDevice>();
        foreach (var name in new[] { "anna", "bob", "carol", "dora" })
        {
            parties.Add(await JoinAsync(name));
        }

        using var emil = await CallerAsync("emil");
        Assert.Null((await HungUpAsync(emil)).Code);
        Assert.Contains("at most 4 participants", (await Sandbox.EventAsync("voice.warning")).Text("explanation"), StringComparison.Ordinal);
        parties.ForEach(party => party.Dispose());
    }

    [Fact]
    public async Task Status_callback_of_the_first_participant_hears_of_everything()
    {
        const string All = "statusCallback='/status' statusCallbackEvent='start end join leave mute hold'";
        Voice.Says("", "/status");
        using var bob = await JoinAsync("bob", All);
        using var carol = await JoinAsync("carol", "statusCallback='/other'");
        Change((conferences, conference) => conference.SetMuted(conference.Participants[1], true, Sandbox.Clock.GetUtcNow()));
        Change((conferences, conference) => conferences.End(conference, "conference-ended-via-api", "CA1", "over"));

        var events = new List<string>();
        IReadOnlyDictionary<string, string> last = null!;
        for (var i = 0; i < 7; i++)
        {
            var form = (await Voice.ReceiveAsync("/status")).Form;
            Assert.Equal("room", form["FriendlyName"]);
            Assert.Matches("^CF[0-9a-f]{32}$", form["ConferenceSid"]);
            events.Add(form["StatusCallbackEvent"]);
            last = form;
        }

        Assert.Equal(("conference-ended-via-api", "CA1"), (last["ReasonConferenceEnded"], last["CallSidEndingConference"]));

        Assert.Equal(
            ["participant-join", "participant-join", "conference-start", "participant-mute", "participant-leave", "participant-leave", "conference-end"],
            events);
        Assert.DoesNotContain(Voice.Requests, request => request.Url.AbsolutePath == "/other");
    }

    [Fact]
    public async Task Reset_forgets_conferences()
    {
        using var bob = await JoinAsync("bob");
        using var client = Sandbox.CreateClient();
        using var response = await client.DeleteAsync("/sandbox", TestContext.Current.CancellationToken);
        Assert.Empty(Sandbox.Services.GetRequiredService<Conferences>().Read(all => all.ToArray()));
    }

    [Fact]
    public async Task Redirect_takes_a_caller_out_of_a_conference()
    {
        using var bob = await JoinAsync("bob");
        Voice.Says("<Pause length='60'/>", "/hold");
        var callSid = (await Sandbox.GetJsonAsync("/sandbox/calls"))[0].Text("callSid");
        Sandbox.Services.GetRequiredService<TwilioSandbox.Calls.OutgoingCalls>().Redirect(callSid, new(new("http://localhost:5101/hold"), HttpMethod.Post));
        Assert.Equal(callSid, (await Voice.ReceiveAsync("/hold")).Form["CallSid"]);
        await Sandbox.EventAsync("call.paused");
        Assert.Equal("completed 0", Room());
    }

    private async Task<TestDevice> JoinAsync(string name, string attributes = "")
    {
        Voice.Says($"<Dial><Conference {attributes}>room</Conference></Dial>");
        var caller = await CallerAsync(name);
        await Sandbox.EventAsync("conference.joined", e => e.Text("client") == name);
        return caller;
    }

    private async Task<TestDevice> CallerAsync(string name)
    {
        var caller = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: name));
        await caller.InviteAsync("TJ1", "");
        await caller.ReceiveAsync("answer");
        return caller;
    }

    private async Task HangUpAsync(TestDevice caller, string name)
    {
        await caller.SendAsync("hangup", new { callsid = "TJ1" });
        await Sandbox.EventAsync("conference.left", e => e.Text("client") == name);
    }

    private string Room() => Sandbox.Services.GetRequiredService<Conferences>().Read(all => all.Select(room => $"{room.Status} {room.Participants.Count}").Single());

    private void Change(Action<Conferences, Conference> change)
    {
        var conferences = Sandbox.Services.GetRequiredService<Conferences>();
        _ = conferences.Read(all =>
        {
            change(conferences, all.Single());
            return true;
        });
    }
}
