namespace TwilioSandbox.Tests.Calls;

/// <summary>The clients that a <c>&lt;Dial&gt;</c> rings, and their invites.</summary>
public sealed class DialTests : CallTest
{
    [Fact]
    public async Task Next_Dial_rings_when_nobody_answers()
    {
        using var alice = await Callee("alice");
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial answerOnBridge='true' timeout='4'><Client>alice</Client></Dial><Dial answerOnBridge='true'><Client>carol</Client></Dial>");
        var callSid = (await bob.ReceiveAsync("ringing")).Sid();
        await alice.ReceiveAsync("invite");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await alice.ReceiveAsync("cancel");
        await AnswerAsync(carol);
        Assert.Equal(callSid, (await bob.ReceiveAsync("answer")).Sid());
    }

    [Fact]
    public async Task Next_Dial_rings_when_nobody_is_registered()
    {
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial><Dial answerOnBridge='true'><Client>carol</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await AnswerAsync(carol);
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task First_of_several_clients_to_answer_gets_the_call()
    {
        using var alice = await Callee("alice");
        using var carol = await Callee("carol");
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client><Client>nobody</Client><Client>carol</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await alice.ReceiveAsync("invite");
        await AnswerAsync(carol);
        await alice.ReceiveAsync("cancel");
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task Dial_after_an_answered_one_rings_again()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial><Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        await alice.SendAsync("hangup", new { callsid = callSid });
        callSid = await AnswerAsync(alice);
        await alice.SendAsync("hangup", new { callsid = callSid });
        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" answerOnBridge='false'")]
    public async Task Caller_is_answered_at_once_without_answerOnBridge(string attribute)
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync($"<Dial{attribute}><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("answer");
        await AnswerAsync(alice);
        await Sandbox.EventAsync("call.answered", e => e.Text("client") == "alice");
    }

    [Fact]
    public async Task Caller_that_was_answered_at_once_hears_no_error_if_nobody_is_registered()
    {
        using var bob = await CallAsync("<Dial><Client>nobody</Client></Dial>");
        await bob.ReceiveAsync("answer");
        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Fact]
    public async Task TwiML_parameters_reach_the_callee_and_page_parameters_do_not()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync(
            "<Dial answerOnBridge='true'><Client><Identity>alice</Identity><Parameter name='First Name' value='J&amp;ne'/><Parameter name='b' value=''/>"
            + "</Client></Dial>",
            "Foo=bar");
        Assert.Equal("First Name=J%26ne&b=", (await alice.ReceiveAsync("invite")).Parameter("Params"));
    }

    [Fact]
    public async Task Callee_without_parameters_gets_none()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial>", "Foo=bar");
        Assert.Null((await alice.ReceiveAsync("invite")).Parameter("Params"));
    }

    [Theory]
    [InlineData("client:reception")]
    [InlineData("+15005550006")]
    public async Task Callee_sees_the_callerId(string callerId)
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync($"<Dial answerOnBridge='true' callerId='{callerId}'><Client>alice</Client></Dial>");
        Assert.Equal(callerId, (await alice.ReceiveAsync("invite")).Parameter("From"));
    }

    [Fact]
    public async Task Dial_without_a_callee_ends_with_31404()
    {
        using var bob = await CallAsync("<Dial answerOnBridge='true'/>");
        Assert.Equal(31404, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal("no-answer: <Dial> has nobody to ring.", (await Sandbox.EventAsync("dial.ended")).Text("message"));
    }
}
