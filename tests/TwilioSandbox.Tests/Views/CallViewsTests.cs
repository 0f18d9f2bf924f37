using System.Net;
using System.Text.Json;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Views;

public sealed class CallViewsTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Connected_client_is_listed_with_its_token_and_SDK()
    {
        var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        var shown = Assert.Single((await _sandbox.GetJsonAsync("/sandbox/clients")).EnumerateArray());
        Assert.Equal(("alice", "2.18.5", "True", "capability"), (shown.Text("identity"), shown.Text("sdkVersion"), shown.Text("registered"), shown.Text("tokenKind")));
        Assert.Equal(_sandbox.Clock.GetUtcNow().AddHours(1), shown.GetProperty("tokenExpiresAt").GetDateTimeOffset());
        Assert.Equal(_sandbox.Clock.GetUtcNow(), shown.GetProperty("since").GetDateTimeOffset());

        alice.Dispose();
        await _sandbox.GetJsonWhenAsync("/sandbox/clients", clients => clients.GetArrayLength() == 0);
    }

    [Fact]
    public async Task Call_is_listed_with_its_state_times_and_legs()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        Assert.Equal("ringing", (await CallAsync()).Text("state"));
        await call.AnswerAsync();
        Assert.Equal("answered", (await CallAsync()).Text("state"));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await call.HangUpAsync();

        var ended = await CallAsync();
        Assert.Equal(("ended", "client:bob", "bob hung up."), (ended.Text("state"), ended.Text("from"), ended.Text("reason")));
        Assert.Equal("client:alice", Assert.Single(ended.GetProperty("to").EnumerateArray()).GetString());
        Assert.Equal(TimeSpan.FromSeconds(3), ended.GetProperty("endedAt").GetDateTimeOffset() - ended.GetProperty("answeredAt").GetDateTimeOffset());
        Assert.Equal([call.CallerSid, call.CalleeSid], ended.GetProperty("legs").EnumerateArray().Select(leg => leg.Text("callSid")));
    }

    [Fact]
    public async Task Callee_is_named_before_the_TwiML_is_known()
    {
        _sandbox.Voice.Gate = new TaskCompletionSource().Task;
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        await _sandbox.EventAsync("call.requested");
        Assert.Equal(("requested", """["alice"]""", "[]"), await CalleesAsync());
    }

    [Fact]
    public async Task Callee_is_named_without_being_registered()
    {
        _sandbox.Voice.Says("<Dial answerOnBridge='true'><Client>zoe</Client></Dial><Dial answerOnBridge='true'><Client>zoe</Client><Client>carol</Client></Dial>");
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", "To=support");
        await bob.ReceiveAsync("hangup");
        Assert.Equal(("ended", """["client:zoe","client:carol"]""", "[]"), await CalleesAsync());
    }

    [Fact]
    public async Task Callee_longer_than_any_name_is_left_out()
    {
        _sandbox.Voice.Says("<Hangup/>");
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", $"To={new string('a', 257)}");
        await bob.ReceiveAsync("hangup");
        Assert.Equal(("ended", "[]", "[]"), await CalleesAsync());
    }

    [Fact]
    public async Task Events_are_found_by_the_CallSid_of_either_leg()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        var byCaller = await _sandbox.GetJsonAsync($"/sandbox/events?callSid={call.CallerSid}");
        Assert.NotEmpty(byCaller.EnumerateArray());
        Assert.Equal(byCaller.ToString(), (await _sandbox.GetJsonAsync($"/sandbox/events?callSid={call.CalleeSid}")).ToString());
    }

    [Fact]
    public async Task Timeline_has_every_frame_of_both_legs_in_order()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        await call.AnswerAsync();
        await call.HangUpAsync();

        var frames = (await _sandbox.GetJsonAsync($"/sandbox/calls/{call.CalleeSid}/timeline")).EnumerateArray().ToArray();
        Assert.Equal(
            ["bob in invite TJ1", $"bob out ringing {call.CallerSid}", $"alice out invite {call.CalleeSid}", $"alice in answer {call.CalleeSid}",
                $"bob out answer {call.CallerSid}", $"bob in hangup {call.CallerSid}", $"alice out hangup {call.CalleeSid}"],
            frames.Select(frame => $"{frame.Text("client")} {frame.Text("direction")} {frame.Text("type")} {frame.Text("callSid")}"));
        Assert.All(frames, frame => Assert.True(frame.GetProperty("bytes").GetInt32() > 50));
    }

    [Fact]
    public async Task Timeline_contains_no_content_of_frames()
    {
        using var call = await TestCall.RingAsync(_sandbox, "To=alice&pin=not-for-the-timeline");
        var seen = (await _sandbox.GetJsonAsync($"/sandbox/calls/{call.CallerSid}/timeline")).ToString();
        Assert.DoesNotContain("not-for-the-timeline", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("v=0", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_of_another_client_is_not_in_the_timeline()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        using var mallory = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "mallory"));
        var before = (await _sandbox.GetJsonAsync($"/sandbox/calls/{call.CallerSid}/timeline")).GetArrayLength();
        await mallory.SendAsync("hangup", new { callsid = call.CallerSid });
        await mallory.ExpectSilenceAsync();
        Assert.Equal(before, (await _sandbox.GetJsonAsync($"/sandbox/calls/{call.CallerSid}/timeline")).GetArrayLength());
    }

    [Fact]
    public async Task Timeline_of_an_unknown_call_is_not_found()
    {
        using var response = await _sandbox.SendAsync(HttpMethod.Get, "/sandbox/calls/CA0/timeline");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Reset_ends_everything_and_does_not_reuse_event_ids()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        await call.AnswerAsync();
        await _sandbox.StartFaultAsync(new { kind = "refuse-registration", code = 31201 });
        var last = (await _sandbox.GetJsonAsync("/sandbox/events")).EnumerateArray().Max(e => e.GetProperty("id").GetInt64());

        using var response = await _sandbox.SendAsync(HttpMethod.Delete, "/sandbox");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        foreach (var device in new[] { call.Alice, call.Bob })
        {
            await device.ReceiveAsync("hangup");
            Assert.Null(await device.ReceiveTextAsync());
        }

        foreach (var empty in new[] { "calls", "clients", "faults" })
        {
            Assert.Empty((await _sandbox.GetJsonAsync($"/sandbox/{empty}")).EnumerateArray());
        }

        call.Dispose();
        // The application still receives the end of its call.
        var left = (await _sandbox.GetJsonAsync("/sandbox/events?type=sandbox&type=call&type=client&type=fault")).EnumerateArray().ToArray();
        Assert.Equal("sandbox.reset", Assert.Single(left).Text("type"));
        Assert.True(left[0].GetProperty("id").GetInt64() > last);
    }

    private async Task<(string State, string Callees, string Rung)> CalleesAsync()
    {
        var call = await CallAsync();
        return (call.Text("state"), call.Text("callees"), call.Text("to"));
    }

    private async Task<JsonElement> CallAsync() => Assert.Single((await _sandbox.GetJsonAsync("/sandbox/calls")).EnumerateArray());
}
