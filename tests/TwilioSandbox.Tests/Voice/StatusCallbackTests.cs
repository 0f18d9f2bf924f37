using System.Net;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Voice;

/// <summary>Status callbacks of a call and its legs.</summary>
public sealed class StatusCallbackTests : IDisposable
{
    private const string All = "statusCallbackEvent='initiated ringing answered completed'";

    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private VoiceApplication Voice => _sandbox.Voice;

    private Task<TestDevice> Alice() => _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));

    private async Task<TestDevice> CallAsync(string twiml)
    {
        Voice.Says("", "/status");
        Voice.Says(twiml);
        var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", "");
        return bob;
    }

    [Fact]
    public async Task Status_callbacks_of_a_leg_arrive_in_order()
    {
        using var alice = await Alice();
        using var bob = await CallAsync($"<Dial answerOnBridge='true'><Client statusCallback='/status' {All}>alice</Client></Dial>");
        var callerSid = (await bob.ReceiveAsync("ringing")).Sid();
        var callSid = (await alice.ReceiveAsync("invite")).Sid();
        await alice.SendAsync("answer", new { callsid = callSid, sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await bob.SendAsync("hangup", new { callsid = callerSid });

        string[] statuses = ["initiated", "ringing", "in-progress", "completed"];
        for (var number = 0; number < statuses.Length; number++)
        {
            var form = (await Voice.ReceiveAsync("/status")).Form;
            Assert.Equal((statuses[number], $"{number}"), (form["CallStatus"], form["SequenceNumber"]));
            Assert.Equal((callSid, callerSid), (form["CallSid"], form["ParentCallSid"]));
            Assert.Equal(("client:bob", "client:alice", "outbound-dial"), (form["From"], form["To"], form["Direction"]));
            Assert.Equal("call-progress-events", form["CallbackSource"]);
            Assert.Equal(number == 3 ? "4" : null, form.GetValueOrDefault("CallDuration"));
            Assert.Equal(number == 3 ? "Fri, 15 Jan 2027 08:00:04 +0000" : "Fri, 15 Jan 2027 08:00:00 +0000", form["Timestamp"]);
        }
    }

    [Fact]
    public async Task Status_callback_is_signed()
    {
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client statusCallback='/status?secret=1'>alice</Client></Dial>");
        var request = await Voice.ReceiveAsync("/status");
        Assert.Equal("http://localhost:5101/status?secret=1", request.Url.AbsoluteUri);
        Assert.Equal(TwilioSignature.Compute(SandboxApp.AuthToken, request.Url, request.Form), request.Signature);
    }

    [Fact]
    public async Task Unregistered_client_is_reported_as_no_answer()
    {
        using var bob = await CallAsync($"<Dial answerOnBridge='true'><Client statusCallback='/status' {All}>alice</Client></Dial>");
        Assert.Equal("initiated", await NextStatusAsync());
        Assert.Equal("no-answer", await NextStatusAsync());
    }

    [Fact]
    public async Task Each_of_two_clients_has_its_own_status()
    {
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client statusCallback='/status'>alice</Client><Client statusCallback='/status'>nobody</Client></Dial>");
        await alice.SendAsync("reject", new { callsid = (await alice.ReceiveAsync("invite")).Sid() });
        var (one, other) = ((await Voice.ReceiveAsync("/status")).Form, (await Voice.ReceiveAsync("/status")).Form);
        Assert.Equivalent(
            new[] { ("client:alice", "busy"), ("client:nobody", "no-answer") },
            new[] { (one["To"], one["CallStatus"]), (other["To"], other["CallStatus"]) });
    }

    [Fact]
    public async Task Rejected_leg_is_reported_as_busy()
    {
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client statusCallback='/status'>alice</Client></Dial>");
        await alice.SendAsync("reject", new { callsid = (await alice.ReceiveAsync("invite")).Sid() });
        Assert.Equal("busy", await NextStatusAsync());
    }

    [Fact]
    public async Task Unanswered_leg_is_reported_as_no_answer()
    {
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true' timeout='4'><Client statusCallback='/status'>alice</Client></Dial>");
        await alice.ReceiveAsync("invite");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("no-answer", await NextStatusAsync());
    }

    [Fact]
    public async Task Caller_hangup_while_ringing_is_reported_as_canceled()
    {
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client statusCallback='/status' statusCallbackMethod='GET'>alice</Client></Dial>");
        await alice.ReceiveAsync("invite");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        var request = await Voice.ReceiveAsync("/status");
        Assert.Equal(("GET", "canceled"), (request.Method, request.Form["CallStatus"]));
    }

    [Fact]
    public async Task StatusCallbackUrl_receives_the_end_of_the_call()
    {
        _sandbox.Settings["StatusCallbackUrl"] = "http://localhost:5101/status";
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        var callerSid = (await bob.ReceiveAsync("ringing")).Sid();
        var callSid = (await alice.ReceiveAsync("invite")).Sid();
        await alice.SendAsync("answer", new { callsid = callSid, sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await alice.SendAsync("hangup", new { callsid = callSid });

        var form = (await Voice.ReceiveAsync("/status")).Form;
        Assert.Equal((callerSid, "completed", "3"), (form["CallSid"], form["CallStatus"], form["CallDuration"]));
        Assert.Equal("inbound", form["Direction"]);
        Assert.DoesNotContain("ParentCallSid", form.Keys);
    }

    [Fact]
    public async Task Failed_status_callback_is_in_the_journal_and_the_call_continues()
    {
        using var alice = await Alice();
        Voice.Pages["/broken"] = () => VoiceApplication.Twiml("", HttpStatusCode.InternalServerError);
        using var bob = await CallAsync($"<Dial answerOnBridge='true'><Client statusCallback='/broken?secret=1' {All}>alice</Client></Dial>");
        var callSid = (await alice.ReceiveAsync("invite")).Sid();
        await alice.SendAsync("answer", new { callsid = callSid, sdp = TestDevice.Answer });
        await bob.ReceiveAsync("ringing");
        await bob.ReceiveAsync("answer");

        var failed = await _sandbox.EventAsync("statusCallback.failed");
        Assert.Equal((15003, callSid), (failed.GetProperty("code").GetInt32(), failed.GetProperty("callSid").GetString()));
        Assert.Contains("/broken answered 500", failed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_status_callback_delays_the_next_one_and_not_the_call()
    {
        using var alice = await Alice();
        using var bob = await CallAsync($"<Pause/><Dial answerOnBridge='true'><Client statusCallback='/status' {All}>alice</Client></Dial>");
        await _sandbox.EventAsync("call.paused");
        var gate = new TaskCompletionSource();
        Voice.Gate = gate.Task;
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await alice.SendAsync("answer", new { callsid = (await alice.ReceiveAsync("invite")).Sid(), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("ringing");
        await bob.ReceiveAsync("answer");

        Assert.Equal("initiated", await NextStatusAsync());
        Assert.Equal(2, Voice.Requests.Count);
        gate.SetResult();
        Assert.Equal("ringing", await NextStatusAsync());
    }

    private async Task<string> NextStatusAsync() => (await Voice.ReceiveAsync("/status")).Form["CallStatus"];
}
