namespace TwilioSandbox.Tests.Calls;

public sealed class CallTests : CallTest
{
    [Fact]
    public async Task Call_rings_is_answered_and_ends_on_both_sides()
    {
        using var alice = await Alice();
        using var bob = await Bob();

        await bob.InviteAsync("TJ1", "To=alice");
        var callerSid = (await bob.ReceiveAsync("ringing")).Sid();
        var invite = await alice.ReceiveAsync("invite");
        await alice.SendAsync("answer", new { callsid = invite.Sid(), sdp = TestDevice.Answer });
        var answer = await bob.ReceiveAsync("answer");
        await bob.SendAsync("hangup", new { callsid = callerSid });

        Assert.Equal("client:bob", invite.GetProperty("parameters").GetProperty("From").GetString());
        Assert.Equal("client:alice", invite.GetProperty("parameters").GetProperty("To").GetString());
        Assert.Matches("^CA[0-9a-f]{32}$", callerSid);
        Assert.NotEqual(callerSid, invite.Sid());
        Assert.Equal(callerSid, answer.Sid());
        Assert.Equal(invite.Sid(), (await alice.ReceiveAsync("hangup")).Sid());
    }

    [Fact]
    public async Task Both_sides_get_a_session_description_of_the_sandbox()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        var invite = await alice.ReceiveAsync("invite");
        await alice.SendAsync("answer", new { callsid = invite.Sid(), sdp = TestDevice.Answer });
        var answer = await bob.ReceiveAsync("answer");

        var (offered, answered) = (invite.GetProperty("sdp").GetString()!, answer.GetProperty("sdp").GetString()!);
        Assert.Matches(@"a=candidate:1 1 udp \d+ 127\.0\.0\.1 \d+ typ host", offered);
        Assert.Matches(@"a=candidate:1 1 udp \d+ 127\.0\.0\.1 \d+ typ host", answered);
        Assert.DoesNotContain("a=ice-pwd:secret", offered + answered, StringComparison.Ordinal);
        Assert.Contains("a=setup:actpass", offered, StringComparison.Ordinal);
        Assert.Contains("a=setup:passive", answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latest_ten_windows_of_a_client_ring()
    {
        var windows = new List<TestDevice>();
        for (var i = 0; i < 12; i++)
        {
            windows.Add(await Alice());
        }

        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        await Task.WhenAll(windows.Skip(2).Select(window => window.ReceiveAsync("invite")));
        await Task.WhenAll(windows.Take(2).Select(window => window.ExpectSilenceAsync()));
        windows.ForEach(window => window.Dispose());
    }

    [Theory]
    [InlineData("", "client:Anonymous")]
    [InlineData("&clientName=carol", "client:carol")]
    public async Task Call_comes_from_the_client_name_of_the_outgoing_scope(string callerName, string from)
    {
        using var alice = await Alice();
        using var bob = await Sandbox.ConnectAsync(Sandbox.Token(incoming: "bob").With(
            "scope", $"scope:client:incoming?clientName=bob scope:client:outgoing?appSid={SandboxApp.ApplicationSid}{callerName}"));
        await bob.InviteAsync("TJ1", "To=alice");

        Assert.Equal(from, (await alice.ReceiveAsync("invite")).Parameter("From"));
        Assert.Equal(from, Assert.Single(Sandbox.Voice.Requests).Form["From"]);
        Assert.Equal(from, Assert.Single((await Sandbox.GetJsonAsync("/sandbox/calls")).EnumerateArray()).Text("from"));
    }

    [Fact]
    public async Task Rejected_call_ends_for_the_caller_without_an_error()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        await alice.SendAsync("reject", new { callsid = invite.Sid() });
        Assert.Null((await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Caller_hangup_while_ringing_cancels_the_call()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        Assert.Equal(invite.Sid(), (await alice.ReceiveAsync("cancel")).Sid());
    }

    [Fact]
    public async Task Unanswered_call_ends_after_the_Dial_timeout()
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml("""<Response><Dial answerOnBridge='true' timeout="4"><Client>alice</Client></Dial></Response>""");
        using var alice = await Alice();
        using var bob = await Bob();
        await RingAsync(bob, alice);
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await bob.ReceiveAsync("hangup");
        await alice.ReceiveAsync("cancel");
    }

    [Fact]
    public async Task First_window_to_answer_gets_the_call()
    {
        using var first = await Alice();
        using var second = await Alice();
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        var (one, two) = (await first.ReceiveAsync("invite"), await second.ReceiveAsync("invite"));
        await second.SendAsync("answer", new { callsid = two.Sid(), sdp = TestDevice.Answer });

        Assert.Equal(one.Sid(), (await first.ReceiveAsync("cancel")).Sid());
        await bob.ReceiveAsync("answer");
        await first.SendAsync("answer", new { callsid = one.Sid(), sdp = TestDevice.Answer });
        Assert.Equal(one.Sid(), (await first.ReceiveAsync("hangup")).Sid());
    }

    [Fact]
    public async Task Second_call_is_delivered_to_a_device_in_a_call()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        using var carol = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: "carol"));
        var invite = await RingAsync(bob, alice);
        await alice.SendAsync("answer", new { callsid = invite.Sid(), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");

        await carol.InviteAsync("TJ2", "To=alice");
        Assert.Equal("client:carol", (await alice.ReceiveAsync("invite")).Parameter("From"));
        await carol.ReceiveAsync("ringing");
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Ice_restart_is_answered_with_new_credentials_and_the_same_dtls_role(string name)
    {
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        var (device, callSid) = name == "alice" ? (call.Alice, call.CalleeSid) : (call.Bob, call.CallerSid);
        await device.SendAsync("reinvite", new { callsid = callSid, sdp = TestDevice.Offer });

        var sdp = (await device.ReceiveAsync("answer")).Text("sdp");
        Assert.Contains("a=setup:passive\r\n", sdp, StringComparison.Ordinal);
        Assert.Contains("a=ice-ufrag:", sdp, StringComparison.Ordinal);
        Assert.NotEqual(UfragOf(call.OfferToAlice), UfragOf(sdp));
    }

    [Fact]
    public async Task Another_client_cannot_end_a_call_with_its_CallSid()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        using var mallory = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: "mallory"));
        var invite = await RingAsync(bob, alice);
        await mallory.SendAsync("hangup", new { callsid = invite.Sid() });
        await mallory.ExpectSilenceAsync();

        await alice.SendAsync("answer", new { callsid = invite.Sid(), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
    }

    private static string UfragOf(string sdp) => sdp.Split("\r\n").Single(line => line.StartsWith("a=ice-ufrag:", StringComparison.Ordinal));
}
