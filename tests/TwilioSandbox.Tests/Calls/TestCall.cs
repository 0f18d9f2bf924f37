namespace TwilioSandbox.Tests.Calls;

/// <summary>A call from Bob to Alice.</summary>
internal sealed class TestCall(TestDevice alice, TestDevice bob, string callerSid, string calleeSid, string offer) : IDisposable
{
    public TestDevice Alice => alice;

    public TestDevice Bob => bob;

    public string CallerSid => callerSid;

    public string CalleeSid => calleeSid;

    /// <summary>The caller's session description, as Alice received it.</summary>
    public string OfferToAlice => offer;

    public static async Task<TestCall> RingAsync(SandboxApp sandbox, string callParams = "To=alice")
    {
        var alice = await sandbox.ConnectAsync(sandbox.Token(incoming: "alice"));
        return await RingAsync(alice, await sandbox.ConnectAsync(sandbox.Token(outgoing: "bob")), callParams);
    }

    public static async Task<TestCall> RingAsync(TestDevice alice, TestDevice bob, string callParams = "To=alice")
    {
        await bob.InviteAsync("TJ1", callParams);
        var callerSid = (await bob.ReceiveAsync("ringing")).Text("callsid");
        var invite = await alice.ReceiveAsync("invite");
        return new(alice, bob, callerSid, invite.Text("callsid"), invite.Text("sdp"));
    }

    public async Task AnswerAsync()
    {
        await alice.SendAsync("answer", new { callsid = calleeSid, sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
    }

    public async Task HangUpAsync()
    {
        await bob.SendAsync("hangup", new { callsid = callerSid });
        await alice.ReceiveAsync("hangup");
        await bob.ExpectSilenceAsync();
    }

    public void Dispose()
    {
        alice.Dispose();
        bob.Dispose();
    }
}
