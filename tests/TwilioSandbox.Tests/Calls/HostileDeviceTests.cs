namespace TwilioSandbox.Tests.Calls;

/// <summary>Mallory has a valid token and attacks. Alice and Bob must not be affected.</summary>
public sealed class HostileDeviceTests : IAsyncLifetime
{
    private readonly SandboxApp _sandbox = new();
    private TestDevice _alice = null!;
    private TestDevice _bob = null!;
    private TestDevice _mallory = null!;

    public async ValueTask InitializeAsync()
    {
        _alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        _bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        _mallory = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "mallory", outgoing: "mallory"));
    }

    public async ValueTask DisposeAsync()
    {
        _alice.Dispose();
        _bob.Dispose();
        _mallory.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Endless_frame_is_cut_off()
    {
        var part = new string('x', 4096);
        var reading = _mallory.ReadAllAsync();
        await _mallory.FloodAsync(10_000, _ => _mallory.SendPartAsync(part));
        await reading;
        Assert.Equal("Cut off: a frame was longer than 64 KB.", await WhyCutOffAsync());
        await TheOthersTalkAsync();
    }

    [Fact]
    public async Task Flood_of_invites_is_cut_off()
    {
        var reading = _mallory.ReadAllAsync();
        await _mallory.FloodAsync(10_000, i => _mallory.InviteAsync($"TJ{i}", "To=alice"));
        await reading;
        // For the frames or for their unread responses, depending on the machine.
        Assert.StartsWith("Cut off: ", await WhyCutOffAsync());
        // The journal still has the events of others.
        Assert.Contains(await _sandbox.EventsAsync("client.registered"), e => e.Text("client") == "alice");
        // Only one call was started, and it ended with Mallory's connection. Whether it rang first depends on the machine.
        await _sandbox.EventAsync("call.ended", e => e.Text("client") == "mallory");
        Assert.Single(await _sandbox.EventsAsync("call.requested"));
        await _alice.SendAsync("register", new { media = new { audio = true } });
        while (!(await _alice.ReceiveTextAsync())!.Contains("\"ready\"", StringComparison.Ordinal))
        {
        }

        await TheOthersTalkAsync();
    }

    [Fact]
    public async Task Flood_of_frames_is_cut_off_with_the_reason_in_the_journal()
    {
        var reading = _mallory.ReadAllAsync();
        await _mallory.FloodAsync(10_000, _ => _mallory.SendTextAsync("\n"));
        await reading;
        Assert.Equal("Cut off: it sent more than 1000 frames in 10 s.", await WhyCutOffAsync());
    }

    [Fact]
    public async Task Same_number_of_frames_over_more_time_is_accepted()
    {
        for (var i = 0; i < 3; i++)
        {
            for (var frame = 0; frame < 900; frame++)
            {
                await _mallory.SendTextAsync("\n");
            }

            await _mallory.ExpectSilenceAsync();
            _sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal("\n", await _mallory.ReceiveTextAsync());
            Assert.Equal("\n", await _mallory.ReceiveTextAsync());
        }
    }

    [Theory]
    [InlineData("hangup")]
    [InlineData("answer")]
    [InlineData("reject")]
    [InlineData("dtmf")]
    [InlineData("message")]
    [InlineData("reinvite")]
    [InlineData("invite")]
    public async Task CallSid_of_another_client_has_no_effect(string type)
    {
        using var call = await TestCall.RingAsync(_alice, _bob);
        foreach (var sid in new[] { call.CallerSid, call.CalleeSid, "TJ1" })
        {
            await _mallory.SendAsync(type, new { callsid = sid, sdp = TestDevice.Answer, dtmf = "1", voiceeventsid = "KX1", reconnect = "0123456789abcdef0123456789abcdef" });
        }

        await _mallory.SendAsync("register", new { media = new { audio = true } });
        while (!(await _mallory.ReceiveTextAsync())!.Contains("\"ready\"", StringComparison.Ordinal))
        {
        }

        Assert.Empty(await _sandbox.EventsAsync("call.dtmf"));
        Assert.Empty(await _sandbox.EventsAsync("call.message"));
        Assert.Empty(await _sandbox.EventsAsync("call.reconnected"));
        await call.AnswerAsync();
        await call.HangUpAsync();
    }

    [Fact]
    public async Task Reconnect_token_is_valid_only_for_its_client_and_during_the_call()
    {
        using var carol = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "carol"));
        await _bob.InviteAsync("TJ1", "To=carol");
        await _bob.ReceiveAsync("ringing");
        var invite = await carol.ReceiveAsync("invite");
        var (sid, token) = (invite.Sid(), invite.Text("reconnect"));
        await carol.SendAsync("answer", new { callsid = sid, sdp = TestDevice.Answer });
        await _bob.ReceiveAsync("answer");

        Assert.Equal(31209, await ReplayAsync(_mallory, sid, token));
        using var nobody = await _sandbox.ConnectAsync();
        Assert.Equal(31209, await ReplayAsync(nobody, sid, token));

        // The call is still Carol's, and continues.
        await carol.SendAsync("invite", new { callsid = sid, sdp = TestDevice.Answer, reconnect = token });
        Assert.Equal(token, (await carol.ReceiveAsync("answer")).Text("reconnect"));
        await carol.SendAsync("hangup", new { callsid = sid });
        await _bob.ReceiveAsync("hangup");
        Assert.Equal(31209, await ReplayAsync(carol, sid, token));
        await TheOthersTalkAsync();
    }

    [Fact]
    public async Task Device_that_does_not_read_is_cut_off()
    {
        // Mallory is called repeatedly with the longest acceptable session description.
        var offer = TestDevice.Offer + "a=" + new string('x', 31 * 1024) + "\r\n";
        int? code = null;
        for (var i = 0; i < 5000 && code is null; i++)
        {
            await _bob.SendAsync("invite", new { callsid = $"TJ{i}", sdp = offer, twilio = new { @params = "To=mallory" } });
            var answer = await _bob.ReceiveAnyAsync();
            code = answer.Code();
            await _bob.SendAsync("hangup", new { callsid = $"TJ{i}" });
            if (i % 300 == 299)
            {
                // Bob must stay below the flood limit, and Mallory must not be silent.
                _sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
                await _mallory.SendTextAsync("\n");
            }
        }

        Assert.Equal(31404, code);
        Assert.Equal("Cut off: it did not read what it was sent: 256 frames were waiting.", await WhyCutOffAsync());
    }

    private static async Task<int?> ReplayAsync(TestDevice device, string sid, string token)
    {
        await device.SendAsync("invite", new { callsid = sid, sdp = TestDevice.Answer, reconnect = token });
        return (await device.ReceiveAsync("hangup")).Code();
    }

    private async Task<string> WhyCutOffAsync() =>
        (await _sandbox.EventAsync("client.disconnected", e => e.Text("client") == "mallory")).Text("message");

    private async Task TheOthersTalkAsync()
    {
        using var call = await TestCall.RingAsync(_alice, _bob);
        await call.AnswerAsync();
        await call.HangUpAsync();
    }
}
