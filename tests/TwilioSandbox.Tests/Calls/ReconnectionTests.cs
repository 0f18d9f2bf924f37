namespace TwilioSandbox.Tests.Calls;

/// <summary>Calls whose sockets are lost.</summary>
public sealed class ReconnectionTests : CallTest
{
    [Fact]
    public async Task Lost_caller_ends_the_call_after_the_grace_period()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        await alice.SendAsync("answer", new { callsid = invite.Sid(), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
        bob.Dispose();
        await DisconnectedAsync("bob");

        for (var beat = 1; beat < 6; beat++)
        {
            Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("\n", await alice.ReceiveTextAsync());
            await alice.ExpectSilenceAsync();
        }

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("hangup", await alice.ReceiveTextAsync() + await alice.ReceiveTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_on_a_new_socket_still_has_the_call()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var (callerSid, calleeSid, _) = await TalkAsync(bob, alice);
        bob.Dispose();
        await DisconnectedAsync("bob");

        using var again = await Bob();
        await again.SendAsync("hangup", new { callsid = callerSid });
        Assert.Equal(calleeSid, (await alice.ReceiveAsync("hangup")).Sid());
    }

    [Fact]
    public async Task Caller_lost_while_ringing_cancels_the_call()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        bob.Dispose();
        Assert.Equal(invite.Sid(), (await alice.ReceiveAsync("cancel")).Sid());
    }

    [Fact]
    public async Task Returning_window_hears_the_end_of_its_call_and_another_window_does_not()
    {
        using var alice = await Alice();
        using var other = await Bob();
        var bob = await Bob();
        var (callerSid, calleeSid, _) = await TalkAsync(bob, alice);
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await bob.SendTextAsync("\n");
        await bob.ExpectSilenceAsync();
        bob.Dispose();
        await DisconnectedAsync("bob");
        await alice.SendAsync("hangup", new { callsid = calleeSid });
        await alice.ExpectSilenceAsync();

        await other.ListenAsync(Sandbox.Token(outgoing: "bob").ToString());
        await other.ReceiveAsync("connected");
        await other.ExpectSilenceAsync();
        using var again = await Sandbox.ConnectAsync();
        await again.ListenAsync(Sandbox.Token(outgoing: "bob").ToString());
        await again.ReceiveAsync("connected");
        Assert.Equal(callerSid, (await again.ReceiveAsync("hangup")).Sid());
    }

    [Fact]
    public async Task Caller_can_hang_up_on_a_new_socket_before_the_old_one_is_lost()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        var callerSid = (await bob.ReceiveAsync("ringing")).Sid();
        var invite = await alice.ReceiveAsync("invite");

        using var again = await Bob();
        await again.SendAsync("hangup", new { callsid = callerSid });
        await again.ExpectSilenceAsync();
        Assert.Equal(invite.Sid(), (await alice.ReceiveAsync("cancel")).Sid());
    }

    [Fact]
    public async Task Call_continues_when_the_old_socket_is_lost_after_the_new_one_connects()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var (callerSid, calleeSid, reconnect) = await TalkAsync(bob, alice);
        using var again = await Bob();
        await again.SendAsync("invite", new { callsid = callerSid, sdp = TestDevice.Offer, reconnect });
        await again.ReceiveAsync("answer");
        bob.Dispose();
        await DisconnectedAsync("bob");

        await alice.SendAsync("hangup", new { callsid = calleeSid });
        Assert.Equal(callerSid, (await again.ReceiveAsync("hangup")).Sid());
    }

    [Fact]
    public async Task Ringing_call_moves_to_another_device_with_its_reconnect_token()
    {
        using var alice = await Sandbox.ConnectAsync(Sandbox.Token(incoming: "alice"));
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        var invite = await alice.ReceiveAsync("invite");
        using var other = await Sandbox.ConnectAsync(Sandbox.Token(incoming: "alice"));
        await other.SendAsync("invite", new { callsid = invite.Sid(), sdp = TestDevice.Offer, reconnect = invite.Text("reconnect") });

        Assert.Equal(invite.Sid(), (await alice.ReceiveAsync("cancel")).Sid());
        Assert.Contains("a=setup:passive", (await other.ReceiveAsync("answer")).Text("sdp"), StringComparison.Ordinal);
        Assert.Contains("a=setup:passive", (await bob.ReceiveAsync("answer")).Text("sdp"), StringComparison.Ordinal);
        await alice.ExpectSilenceAsync();
    }
}
