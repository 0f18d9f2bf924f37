using System.Text.Json;

namespace TwilioSandbox.Tests.Calls;

/// <summary>A sandbox in which Bob calls Alice.</summary>
public abstract class CallTest : IDisposable
{
    protected SandboxApp Sandbox { get; } = new();

    protected VoiceApplication Voice => Sandbox.Voice;

    public void Dispose()
    {
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<TestDevice> Alice() => Callee("alice");

    protected Task<TestDevice> Bob() => Sandbox.ConnectAsync(Sandbox.Token(outgoing: "bob"));

    protected Task<TestDevice> Callee(string name) => Sandbox.ConnectAsync(Sandbox.Token(incoming: name));

    /// <summary>Bob calls an application that answers with these verbs.</summary>
    protected async Task<TestDevice> CallAsync(string verbs, string callParams = "")
    {
        Voice.Says(verbs);
        var bob = await Bob();
        await bob.InviteAsync("TJ1", callParams);
        return bob;
    }

    /// <summary>Answers the next invite, and returns its CallSid.</summary>
    protected static async Task<string> AnswerAsync(TestDevice callee)
    {
        var callSid = (await callee.ReceiveAsync("invite")).Sid();
        await callee.SendAsync("answer", new { callsid = callSid, sdp = TestDevice.Answer });
        return callSid;
    }

    protected static async Task<JsonElement> RingAsync(TestDevice caller, TestDevice callee)
    {
        await caller.InviteAsync("TJ1", "To=alice");
        await caller.ReceiveAsync("ringing");
        return await callee.ReceiveAsync("invite");
    }

    protected static async Task<(string CallerSid, string CalleeSid, string Reconnect)> TalkAsync(TestDevice caller, TestDevice callee)
    {
        await caller.InviteAsync("TJ1", "To=alice");
        await caller.ReceiveAsync("ringing");
        var calleeSid = await AnswerAsync(callee);
        var answer = await caller.ReceiveAsync("answer");
        return (answer.Sid(), calleeSid, answer.Text("reconnect"));
    }

    /// <summary>The sandbox notices a lost socket on another thread.</summary>
    protected Task<JsonElement> DisconnectedAsync(string client) => Sandbox.EventAsync("client.disconnected", e => e.Text("client") == client);

    protected static async Task<(string Sid, int? Code)> HungUpAsync(TestDevice caller)
    {
        var hangup = await caller.ReceiveAsync("hangup");
        return (hangup.Sid(), hangup.Code());
    }
}
