namespace TwilioSandbox.Tests;

/// <summary>What happens to a call, verb by verb.</summary>
public sealed class TwimlTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private VoiceApplication Voice => _sandbox.Voice;

    private Task<TestDevice> Callee(string name) => _sandbox.ConnectAsync(_sandbox.Token(incoming: name));

    private async Task<TestDevice> CallAsync(string twiml, string callParams = "")
    {
        Voice.Says(twiml);
        var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", callParams);
        return bob;
    }

    [Fact]
    public async Task A_pause_holds_up_the_next_verb()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Pause length='3'/><Dial><Client>alice</Client></Dial>");
        await _sandbox.EventAsync("call.paused");
        await bob.ExpectSilenceAsync();

        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await bob.ReceiveAsync("ringing");
    }

    [Fact]
    public async Task A_caller_who_hangs_up_during_a_pause_is_not_waited_for()
    {
        using var bob = await CallAsync("<Pause length='3'/><Redirect>/next</Redirect>");
        await _sandbox.EventAsync("call.paused");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        await _sandbox.EventAsync("call.ended");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await bob.ExpectSilenceAsync();
        Assert.Single(Voice.Requests);
    }

    [Theory]
    [InlineData("next?a=b", "/next")]
    [InlineData("/other/next", "/other/next")]
    [InlineData("http://localhost:5101/next", "/next")]
    public async Task A_redirect_goes_on_with_another_document(string address, string path)
    {
        Voice.Says("<Reject reason='busy'/>", path);
        using var bob = await CallAsync($"<Redirect method='GET'>{address}</Redirect><Say>never reached</Say>", "To=alice&Foo=bar");
        Assert.Equal(31486, (await bob.ReceiveAsync("hangup")).Code());

        var request = await Voice.ReceiveAsync(path);
        Assert.Equal("GET", request.Method);
        Assert.Equal("client:bob", request.Form["From"]);
        // The page's own parameters go to the Voice URL only.
        Assert.DoesNotContain("Foo", request.Form.Keys);
    }

    [Fact]
    public async Task A_redirect_to_itself_ends()
    {
        using var bob = await CallAsync("<Redirect/>");
        Assert.Equal(11215, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal(100, Voice.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_to_what_is_no_web_address_is_refused()
    {
        using var bob = await CallAsync("<Redirect>file:///etc/passwd</Redirect>");
        Assert.Equal(11100, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task The_next_client_is_rung_when_nobody_answers()
    {
        using var alice = await Callee("alice");
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial timeout='4'><Client>alice</Client></Dial><Dial><Client>carol</Client></Dial>");
        var callSid = (await bob.ReceiveAsync("ringing")).Sid();
        await alice.ReceiveAsync("invite");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await alice.ReceiveAsync("cancel");
        await AnswerAsync(carol);
        Assert.Equal(callSid, (await bob.ReceiveAsync("answer")).Sid());
    }

    [Fact]
    public async Task The_next_client_is_rung_when_the_first_is_not_there()
    {
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial><Client>alice</Client></Dial><Dial><Client>carol</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await AnswerAsync(carol);
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task The_first_of_several_clients_has_the_call()
    {
        using var alice = await Callee("alice");
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial><Client>alice</Client><Client>nobody</Client><Client>carol</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await alice.ReceiveAsync("invite");
        await AnswerAsync(carol);
        await alice.ReceiveAsync("cancel");
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task The_action_is_told_of_a_conversation_and_may_end_the_call()
    {
        Voice.Says("<Hangup/>", "/done");
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial action='/done'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await alice.SendAsync("hangup", new { callsid = callSid });

        Assert.Equal(("completed", callSid, "4", "true", "in-progress"), await DoneAsync());
        Assert.Null((await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task The_action_of_a_declined_call_may_dial_another_client()
    {
        Voice.Says("<Dial><Client>carol</Client></Dial>", "/done");
        using var alice = await Callee("alice");
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial action='/done'><Client>alice</Client></Dial><Hangup/>");
        await bob.ReceiveAsync("ringing");
        var callSid = (await alice.ReceiveAsync("invite")).Sid();
        await alice.SendAsync("reject", new { callsid = callSid });

        Assert.Equal(("busy", callSid, null, "false", "ringing"), await DoneAsync());
        await AnswerAsync(carol);
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task The_action_is_told_when_nobody_is_there_and_the_sdk_gets_no_error()
    {
        Voice.Says("<Hangup/>", "/done");
        using var bob = await CallAsync("<Dial action='/done'><Client>alice</Client></Dial>");
        Assert.Equal("no-answer", (await DoneAsync()).Status);
        Assert.Null((await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task The_action_is_told_that_the_caller_gave_up_and_its_answer_is_not_run()
    {
        Voice.Says("<Redirect>/next</Redirect>", "/done");
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial action='/done'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await alice.ReceiveAsync("invite");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        await alice.ReceiveAsync("cancel");

        var (status, _, _, _, callStatus) = await DoneAsync();
        Assert.Equal(("canceled", "completed"), (status, callStatus));
        await _sandbox.EventAsync("voice.answered", e => e.GetProperty("message").GetString() == "Redirect");
        Assert.Equal(2, Voice.Requests.Count);
    }

    [Fact]
    public async Task After_a_conversation_another_dial_is_refused_and_the_journal_says_why()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial><Client>alice</Client></Dial><Dial><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        await alice.SendAsync("hangup", new { callsid = callSid });
        Assert.Equal(12200, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Contains("takes one answer", (await _sandbox.EventAsync("voice.failed")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_of_the_document_reach_the_callee_and_those_of_the_page_do_not()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync(
            "<Dial><Client><Identity>alice</Identity><Parameter name='First Name' value='J&amp;ne'/><Parameter name='b' value=''/></Client></Dial>",
            "Foo=bar");
        Assert.Equal("First%20Name=J%26ne&b=", (await alice.ReceiveAsync("invite")).Parameter("Params"));
    }

    [Fact]
    public async Task Without_parameters_the_callee_is_sent_none()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial><Client>alice</Client></Dial>", "Foo=bar");
        Assert.Null((await alice.ReceiveAsync("invite")).Parameter("Params"));
    }

    [Theory]
    [InlineData("client:reception")]
    [InlineData("+15005550006")]
    public async Task The_callee_sees_the_caller_id(string callerId)
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync($"<Dial callerId='{callerId}'><Client>alice</Client></Dial>");
        Assert.Equal(callerId, (await alice.ReceiveAsync("invite")).Parameter("From"));
    }

    private static async Task<string> AnswerAsync(TestDevice callee)
    {
        var callSid = (await callee.ReceiveAsync("invite")).Sid();
        await callee.SendAsync("answer", new { callsid = callSid, sdp = TestDevice.Answer });
        return callSid;
    }

    private async Task<(string Status, string CallSid, string? Duration, string Bridged, string CallStatus)> DoneAsync()
    {
        var form = (await Voice.ReceiveAsync("/done")).Form;
        return (form["DialCallStatus"], form["DialCallSid"], form.GetValueOrDefault("DialCallDuration"), form["DialBridged"], form["CallStatus"]);
    }
}
