namespace TwilioSandbox.Tests.Sdk;

/// <summary>A connection that breaks, and tokens that expire or are replaced.</summary>
public sealed class SdkLineTests(SdkPages pages) : SdkTest(pages)
{
    // The real twilio-client 1.15.1 is here for this test only.
    [Fact]
    public async Task Twilio_client_1_gets_31007()
    {
        var alice = await OpenAsync("alice");
        await alice.Page.EvaluateAsync("() => { window.Twilio = undefined; }");
        await alice.Page.AddScriptTagAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "Sdk", "twilio-1.js") });
        await alice.Page.EvaluateAsync("""
            (token) => {
              const device = new Twilio.Device();
              for (const name of ['ready', 'offline']) device.on(name, () => phone.says(name));
              device.on('error', ({ code, message }) => phone.says(`device error ${code} ${message}`));
              device.setup(token, OPTIONS);
            }
            """, $"{Token("alice")}");

        await alice.SaysAsync("device error 31007 Twilio Voice JavaScript SDK 1.x has been shut down");
        await alice.SaysAsync("offline");
        Assert.DoesNotContain("ready", await alice.EverythingAsync(), StringComparison.Ordinal);
        Assert.Contains("twilio-client 1.15.1", (await Sandbox.EventAsync("client.refused")).Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_connection_comes_back_by_itself()
    {
        var alice = await RegisteredAsync("alice");
        Drop(alice);
        await alice.SaysAsync("offline");
        await alice.SaysAsync("registered");
    }

    [Fact]
    public async Task Client_registers_again_by_itself_after_a_fault_of_its_signaling()
    {
        var alice = await RegisteredAsync("alice");
        var fault = (await Sandbox.StartFaultAsync(new { kind = "drop-signaling", client = "alice" })).Text("id");
        await alice.SaysAsync("offline");
        await Sandbox.EventAsync("fault.used", count: 2);
        await Sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/faults/{fault}");
        await alice.SaysAsync("registered");
    }

    [Theory, InlineData("bob"), InlineData("alice")]
    public async Task Call_survives_the_loss_of_a_connection(string lost)
    {
        var (bob, alice) = await TalkAsync();
        var phone = lost == "bob" ? bob : alice;
        Drop(phone);
        await phone.SaysAsync("reconnected");
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
    }

    [Theory, InlineData("bob"), InlineData("alice")]
    public async Task Ice_restart_of_the_sdk_keeps_the_sound(string restarts)
    {
        var (bob, alice) = await TalkAsync();
        await bob.HearsAsync();
        var phone = restarts == "bob" ? bob : alice;
        await phone.Page.EvaluateAsync("async () => { await phone.call._mediaHandler.iceRestart(); }");
        await phone.Page.WaitForFunctionAsync("() => phone.call._mediaHandler.version.pc.signalingState === 'stable' && phone.call._mediaHandler.version.pc.iceConnectionState === 'connected'");
        await bob.HearsAsync();
        await alice.HearsAsync();
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Callee_lost_while_ringing_misses_the_call()
    {
        var (bob, alice) = await RingAsync();
        Drop(alice);
        await bob.SaysAsync("disconnect");
        await alice.SaysAsync("registered");
    }

    [Fact]
    public async Task Caller_lost_while_ringing_cancels_the_call()
    {
        var (bob, alice) = await RingAsync();
        Drop(bob);
        await alice.SaysAsync("cancel");
    }

    [Fact]
    public async Task New_token_in_a_call_does_not_disturb_it()
    {
        var (bob, alice) = await TalkAsync();
        await bob.UseTokenAsync(Token("bob", Access, ttl: 1800).ToString());
        await alice.UseTokenAsync(Token("alice", ttl: 1800).ToString());
        await Sandbox.EventAsync("token.accepted", count: 4);
        await bob.HearsAsync();
        Assert.DoesNotContain("disconnect", await bob.RestAsync());
        await alice.DoAsync("hangUp");
        await bob.SaysAsync("disconnect");
    }

    [Theory, InlineData(Capability), InlineData(Access)]
    public async Task Expired_token_takes_the_device_offline_until_it_gets_a_new_one(string kind)
    {
        var alice = await OpenAsync("alice");
        await alice.RegisterAsync(Token("alice", kind, ttl: 10).ToString());
        await alice.SaysAsync("registered");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await alice.SaysAsync("device error 31205");
        await alice.SaysAsync("offline");
        await alice.UseTokenAsync(Token("alice", kind).ToString());
        await alice.SaysAsync("registered");
    }

    [Fact]
    public async Task Call_continues_when_its_tokens_expire()
    {
        var (bob, alice) = await TalkAsync();
        var life = TimeSpan.FromSeconds(11); // As long as no other timer of the sandbox.
        await bob.UseTokenAsync(Token("bob", Access, ttl: 11).ToString());
        await alice.UseTokenAsync(Token("alice", ttl: 11).ToString());
        await Sandbox.Timers.CreatedAsync(life);
        await Sandbox.Timers.CreatedAsync(life);
        Sandbox.Clock.Advance(life);
        await bob.SaysAsync("device error 31205");
        await alice.SaysAsync("device error 31205");
        await bob.HearsAsync();
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
    }
}
