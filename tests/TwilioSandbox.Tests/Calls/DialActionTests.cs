namespace TwilioSandbox.Tests.Calls;

/// <summary>The <c>action</c> of a <c>&lt;Dial&gt;</c>: its form and its response.</summary>
public sealed class DialActionTests : CallTest
{
    [Fact]
    public async Task Action_receives_an_answered_call_and_can_end_it()
    {
        Voice.Says("<Hangup/>", "/done");
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial answerOnBridge='true' action='/done'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await alice.SendAsync("hangup", new { callsid = callSid });

        Assert.Equal(("completed", callSid, "4", "true", "in-progress"), await DoneAsync());
        Assert.Null((await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Action_of_a_rejected_call_can_dial_another_client()
    {
        Voice.Says("<Dial answerOnBridge='true'><Client>carol</Client></Dial>", "/done");
        using var alice = await Callee("alice");
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial answerOnBridge='true' action='/done'><Client>alice</Client></Dial><Hangup/>");
        await bob.ReceiveAsync("ringing");
        var callSid = (await alice.ReceiveAsync("invite")).Sid();
        await alice.SendAsync("reject", new { callsid = callSid });

        Assert.Equal(("busy", callSid, null, "false", "ringing"), await DoneAsync());
        await AnswerAsync(carol);
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task Action_receives_no_answer_and_the_SDK_gets_no_error()
    {
        Voice.Says("<Hangup/>", "/done");
        using var bob = await CallAsync("<Dial answerOnBridge='true' action='/done'><Client>alice</Client></Dial>");
        Assert.Equal("no-answer", (await DoneAsync()).Status);
        Assert.Null((await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Reject_after_an_answered_call_hangs_up_without_an_error()
    {
        Voice.Says("<Reject reason='busy'/>", "/done");
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial answerOnBridge='true' action='/done'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        await alice.SendAsync("hangup", new { callsid = callSid });
        Assert.Null((await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Action_receives_a_canceled_call_and_its_TwiML_does_not_run()
    {
        Voice.Says("<Redirect>/next</Redirect>", "/done");
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial answerOnBridge='true' action='/done'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await alice.ReceiveAsync("invite");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        await alice.ReceiveAsync("cancel");

        var (status, _, _, _, callStatus) = await DoneAsync();
        Assert.Equal(("canceled", "canceled"), (status, callStatus));
        await Sandbox.EventAsync("voice.answered", e => e.GetProperty("message").GetString() == "Redirect");
        Assert.Equal(2, Voice.Requests.Count);
    }

    private async Task<(string Status, string CallSid, string? Duration, string Bridged, string CallStatus)> DoneAsync()
    {
        var form = (await Voice.ReceiveAsync("/done")).Form;
        var duration = form.GetValueOrDefault("DialCallDuration");
        return (form["DialCallStatus"], form["DialCallSid"], duration, form["DialBridged"], form["CallStatus"]);
    }
}
