using TwilioSandbox.Tests.Rest;

namespace TwilioSandbox.Tests.Calls;

/// <summary><c>Record</c>, for a device that has no sound.</summary>
public sealed class RecordTests : CallTest
{
    private const string Started = "recordingStatusCallback='/started' recordingStatusCallbackEvent='in-progress'";

    [Fact]
    public async Task Key_ends_the_recording_and_the_action_learns_its_url()
    {
        Voice.Says("<Hangup/>", "/done");
        using var bob = await CallAsync($"<Record playBeep='false' action='/done' finishOnKey='#' timeout='30' {Started}/>");
        await bob.ReceiveAsync("answer");
        await Voice.ReceiveAsync("/started");
        await bob.SendAsync("dtmf", new { callsid = "TJ1", dtmf = "5#" });

        var form = (await Voice.ReceiveAsync("/done")).Form;
        Assert.Equal("#", form["Digits"]);
        Assert.Matches("^RE[0-9a-f]{32}$", form["RecordingSid"]);
        Assert.Matches($"^http://localhost:[0-9]+/2010-04-01/Accounts/{SandboxApp.AccountSid}/Recordings/{form["RecordingSid"]}$", form["RecordingUrl"]);
        Assert.Equal("0", form["RecordingDuration"]);
    }

    [Fact]
    public async Task Caller_that_says_nothing_is_not_recorded_and_the_next_verb_runs()
    {
        Voice.Says("<Hangup/>", "/next");
        using var bob = await CallAsync("<Record playBeep='false' action='/done' timeout='1' recordingStatusCallback='/status' recordingStatusCallbackEvent='absent'/><Redirect>/next</Redirect>");
        await Voice.ReceiveAsync("/next");
        var status = (await Voice.ReceiveAsync("/status")).Form;
        Assert.Equal("absent", status["RecordingStatus"]);
        Assert.Matches("^RE[0-9a-f]{32}$", status["RecordingSid"]);
        Assert.DoesNotContain(Voice.Requests, request => request.Url.AbsolutePath == "/done");
    }

    [Fact]
    public async Task Reset_forgets_a_recording_that_runs_and_what_is_still_to_come_of_its_call()
    {
        Voice.Says("<Hangup/>", "/done");
        using var bob = await CallAsync($"<Record playBeep='false' action='/done' timeout='30' {Started}/>");
        await Voice.ReceiveAsync("/started");
        using var client = Sandbox.CreateClient();
        using var response = await client.DeleteAsync("/sandbox", TestContext.Current.CancellationToken);
        await Voice.ReceiveAsync("/done");
        Assert.Empty((await Sandbox.GetRestAsync("/Recordings.json")).Body.GetProperty("recordings").EnumerateArray());
        Assert.Equal(["sandbox.reset"], (await Sandbox.GetJsonAsync("/sandbox/events?type=sandbox&type=voice&type=webhook&type=call")).EnumerateArray().Select(e => e.Text("type")));
    }

    [Fact]
    public async Task Action_learns_that_the_caller_hung_up()
    {
        Voice.Says("<Hangup/>", "/done");
        using var bob = await CallAsync($"<Record playBeep='false' action='/done' timeout='30' {Started}/>");
        await bob.ReceiveAsync("answer");
        await Voice.ReceiveAsync("/started");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        var form = (await Voice.ReceiveAsync("/done")).Form;
        Assert.Equal("hangup", form["Digits"]);
        Assert.Equal("completed", form["CallStatus"]);
    }
}
