using System.Net;

namespace TwilioSandbox.Tests.Telephony;

/// <summary>Calls to numbers, which ring the sandbox's telephone.</summary>
public sealed class TelephoneTests : TelephoneTest
{
    public TelephoneTests() => Voice.Says("<Hangup/>", "/after");

    [Fact]
    public async Task Number_rings_and_an_echo_answers()
    {
        using var bob = await CallAsync(DialNumber);
        await bob.ReceiveAsync("ringing");
        var call = await CallInStateAsync("ringing");
        Assert.Equal(("client:bob", Number, "incoming", "none"), (call.Text("from"), call.Text("to"), call.Text("direction"), call.Text("sound")));
        Assert.Contains("m=audio", call.Text("sdp"), StringComparison.Ordinal);

        await DoAsync(call, "answer");
        await bob.ReceiveAsync("answer");
        var answered = await CallInStateAsync("answered");
        Assert.Equal("echo", answered.Text("sound"));
        Assert.True(answered.TryGetProperty("answeredAt", out _));
        await DoAsync(call, "hangup");
        Assert.Equal("completed", await DialCallStatusAsync());
        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Theory]
    [InlineData("<Dial answerOnBridge='true'><Number>(500) 555-0001</Number></Dial>", Number)]
    [InlineData("<Dial answerOnBridge='true'><Sip>sip:alice@example.com</Sip></Dial>", "sip:alice@example.com")]
    public async Task Numbers_and_SIP_addresses_ring(string verbs, string to)
    {
        using var bob = await CallAsync(verbs);
        await bob.ReceiveAsync("ringing");
        Assert.Equal(to, (await CallInStateAsync("ringing")).Text("to"));
    }

    [Fact]
    public async Task Declined_call_is_busy()
    {
        using var bob = await CallAsync(DialNumber);
        await DoAsync(await CallInStateAsync("ringing"), "decline");
        Assert.Equal("busy", await DialCallStatusAsync());
        Assert.Equal(Number, (await Sandbox.EventAsync("call.rejected")).Text("client"));
        Assert.Equal($"busy: {Number} declined the call.", (await Sandbox.EventAsync("dial.ended")).Text("message"));
    }

    [Fact]
    public async Task Busy_telephone_declines_at_once()
    {
        await SetBusyAsync(true);
        using var bob = await CallAsync(DialNumber);
        Assert.Equal("busy", await DialCallStatusAsync());
        Assert.Equal(0, (await Sandbox.GetJsonAsync("/sandbox/telephone")).GetProperty("calls").GetArrayLength());

        await SetBusyAsync(false);
        await SetBusyAsync(false);
        Assert.Equal(["The telephone is busy.", "The telephone is no longer busy."], (await Sandbox.EventsAsync("telephone.changed")).Select(e => e.Text("message")));
        await bob.ReceiveAsync("ringing");
        await bob.ReceiveAsync("hangup");
        await bob.InviteAsync("TJ2", "");
        await CallInStateAsync("ringing");
    }

    [Fact]
    public async Task Client_still_rings_if_the_number_is_busy()
    {
        using var alice = await Alice();
        await SetBusyAsync(true);
        using var bob = await CallAsync($"<Dial answerOnBridge='true'><Number>{Number}</Number><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task Nobody_answers_before_the_timeout()
    {
        using var bob = await CallAsync(DialNumber);
        var call = await CallInStateAsync("ringing");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("no-answer", await DialCallStatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await TryAsync(call.Text("callSid"), "answer")).Status);
    }

    [Fact]
    public async Task Caller_hangs_up_while_it_rings()
    {
        using var bob = await CallAsync(DialNumber);
        var callSid = (await bob.ReceiveAsync("ringing")).Sid();
        await CallInStateAsync("ringing");
        await bob.SendAsync("hangup", new { callsid = callSid });
        Assert.Equal("canceled", await DialCallStatusAsync());
        await Sandbox.GetJsonWhenAsync("/sandbox/telephone", seen => seen.GetProperty("calls").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Caller_hangs_up_an_answered_call()
    {
        using var bob = await CallAsync(DialNumber);
        var callSid = (await bob.ReceiveAsync("ringing")).Sid();
        await DoAsync(await CallInStateAsync("ringing"), "answer");
        await bob.ReceiveAsync("answer");
        await bob.SendAsync("hangup", new { callsid = callSid });
        Assert.Equal("completed", await DialCallStatusAsync());
        await Sandbox.GetJsonWhenAsync("/sandbox/telephone", seen => seen.GetProperty("calls").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Answered_call_cannot_be_answered_or_declined_again()
    {
        using var bob = await CallAsync(DialNumber);
        var call = await CallInStateAsync("ringing");
        Assert.Equal(HttpStatusCode.Conflict, (await TryAsync(call.Text("callSid"), "keys", new { digits = "1" })).Status);
        await DoAsync(call, "answer");
        foreach (var what in (string[])["answer", "decline"])
        {
            var (status, detail) = await TryAsync(call.Text("callSid"), what);
            Assert.Equal((HttpStatusCode.Conflict, "Only an incoming call that rings can be answered or declined."), (status, detail));
        }

        await DoAsync(call, "keys", new { digits = "1" });
        Assert.Equal(Number, (await Sandbox.EventAsync("call.dtmf")).Text("client"));
    }

    [Fact]
    public async Task Call_of_a_client_is_not_a_call_of_the_telephone()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        Assert.Equal(HttpStatusCode.NotFound, (await TryAsync(invite.Sid(), "hangup")).Status);
    }
}
