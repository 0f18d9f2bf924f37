using System.Net;
using System.Net.WebSockets;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Faults;

public sealed class FaultTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Drop_signaling_breaks_only_the_sockets_of_its_client()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob"));
        await _sandbox.StartFaultAsync(new { kind = "drop-signaling", client = "alice", count = 1 });
        await alice.CutOffAsync();
        await bob.ExpectSilenceAsync();
        using var again = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        Assert.Equal(["started", "used", "ended"], await FaultEventsAsync());
    }

    [Fact]
    public async Task Drop_signaling_names_the_connections_that_it_breaks()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob"));
        await _sandbox.StartFaultAsync(new { kind = "drop-signaling", client = "alice", count = 1 });
        await alice.CutOffAsync();
        using var again = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        var accepted = await ConnectionsAsync("token.accepted");
        Assert.Equal(3, accepted.Distinct().Count());
        Assert.Equal([accepted[0]], await ConnectionsAsync("fault.used"));
    }

    [Fact]
    public async Task Drop_signaling_refuses_new_connections_until_it_ends()
    {
        await _sandbox.StartFaultAsync(new { kind = "drop-signaling", @for = 60 });
        await Assert.ThrowsAsync<WebSocketException>(() => _sandbox.ConnectAsync());
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(60));
        using var again = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
    }

    [Fact]
    public async Task Delay_signaling_sends_frames_late_and_in_order()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        await _sandbox.StartFaultAsync(new { kind = "delay-signaling", client = "bob", delayMs = 500 });
        await call.Alice.SendAsync("answer", new { callsid = call.CalleeSid, sdp = TestDevice.Answer });
        await call.Alice.SendAsync("hangup", new { callsid = call.CalleeSid });
        await _sandbox.EventAsync("call.ended"); // Both frames are queued for Bob.
        var answer = call.Bob.ReceiveAsync("answer");
        await _sandbox.Timers.CreatedAsync(TimeSpan.FromMilliseconds(500));
        _sandbox.Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(answer.IsCompleted);
        _sandbox.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await answer;
        await call.Bob.ReceiveAsync("hangup");
    }

    [Fact]
    public async Task Delay_signaling_delays_heartbeats_like_frames()
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob"));
        await _sandbox.StartFaultAsync(new { kind = "delay-signaling", client = "bob", delayMs = 1500 });
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        var heartbeat = bob.ReceiveTextAsync();
        await _sandbox.Timers.CreatedAsync(TimeSpan.FromMilliseconds(1500));
        Assert.False(heartbeat.IsCompleted);
        _sandbox.Clock.Advance(TimeSpan.FromMilliseconds(1500));
        Assert.Equal("\n", await heartbeat);
    }

    [Fact]
    public async Task Drop_signaling_holds_new_connections_of_its_client_until_it_ends()
    {
        await _sandbox.StartFaultAsync(new { kind = "drop-signaling", client = "alice", @for = 60 });
        using var alice = await _sandbox.ConnectAsync();
        await alice.ListenAsync(_sandbox.Token(incoming: "alice").ToString());
        await _sandbox.EventAsync("fault.used");
        for (var seconds = 5; seconds < 60; seconds += 5)
        {
            _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("\n", await alice.ReceiveTextAsync());
        }

        _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("alice", (await alice.ReceiveAnyAsync()).GetProperty("token").Text("identity"));
        await alice.ExpectSilenceAsync();
    }

    [Fact]
    public async Task Refuse_registration_refuses_with_its_code()
    {
        await _sandbox.StartFaultAsync(new { kind = "refuse-registration", client = "alice", code = 31206, count = 1 });
        using var alice = await _sandbox.ConnectAsync();
        await alice.ListenAsync(_sandbox.Token(incoming: "alice").ToString());
        await alice.ReceiveAsync("connected");
        await alice.SendAsync("register", new { media = new { audio = true } });
        Assert.Equal("31206", (await alice.ReceiveAsync("error")).GetProperty("error").Text("code"));
        Assert.Empty(await _sandbox.EventsAsync("client.registered"));
        await alice.ExpectSilenceAsync();
    }

    [Fact]
    public async Task Fail_voice_url_ends_the_call_with_11200()
    {
        await _sandbox.StartFaultAsync(new { kind = "fail-voice-url", client = "bob", status = 503 });
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal("11200", (await bob.ReceiveAsync("hangup")).GetProperty("error").Text("code"));
        Assert.Empty(_sandbox.Voice.Requests);
        Assert.StartsWith("CA", (await _sandbox.EventsAsync("fault.used"))[0].Text("callSid"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_voice_url_delays_the_request()
    {
        await _sandbox.StartFaultAsync(new { kind = "slow-voice-url", delayMs = 3000 });
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        await _sandbox.Timers.CreatedAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(_sandbox.Voice.Requests);
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await bob.ReceiveAsync("hangup");
        Assert.Single(_sandbox.Voice.Requests);
    }

    [Fact]
    public async Task Wrong_clock_expires_tokens_until_it_ends()
    {
        await _sandbox.StartFaultAsync(new { kind = "wrong-clock", offsetSeconds = 3600, @for = 5 });
        using var late = await _sandbox.ConnectAsync();
        await late.ListenAsync(_sandbox.Token(incoming: "alice").ToString());
        Assert.Equal("31205", (await late.ReceiveAsync("error")).GetProperty("error").Text("code"));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        Assert.Equal(["started", "used", "ended"], await FaultEventsAsync());
    }

    [Fact]
    public async Task Wrong_clock_accepts_tokens_of_its_time()
    {
        const int Year = 31_536_000;
        await _sandbox.StartFaultAsync(new { kind = "wrong-clock", offsetSeconds = Year });
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice").With("exp", _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + Year + 3600));
        await _sandbox.EventAsync("client.registered");
    }

    [Fact]
    public async Task Faults_end_one_by_one_or_all_at_once()
    {
        var first = (await _sandbox.StartFaultAsync(new { kind = "drop-signaling", client = "nobody" })).Text("id");
        await _sandbox.StartFaultAsync(new { kind = "fail-voice-url", status = 500 });
        Assert.Equal(HttpStatusCode.OK, (await _sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/faults/{first}")).StatusCode);
        Assert.Equal("fail-voice-url", Assert.Single((await _sandbox.GetJsonAsync("/sandbox/faults")).EnumerateArray()).Text("kind"));
        Assert.Equal(HttpStatusCode.NotFound, (await _sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/faults/{first}")).StatusCode);
        await _sandbox.SendAsync(HttpMethod.Delete, "/sandbox/faults");
        Assert.Empty((await _sandbox.GetJsonAsync("/sandbox/faults")).EnumerateArray());
    }

    private async Task<string[]> ConnectionsAsync(string type) => [.. (await _sandbox.EventsAsync(type)).Select(e => e.Text("connection"))];

    private async Task<string[]> FaultEventsAsync() =>
        [.. (await _sandbox.GetJsonAsync("/sandbox/events?type=fault")).EnumerateArray().Select(e => e.Text("type")["fault.".Length..])];
}
