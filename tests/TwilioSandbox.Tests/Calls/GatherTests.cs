using System.Text.Json;
using TwilioSandbox.Tests.Media.Endpoint;

namespace TwilioSandbox.Tests.Calls;

public sealed class GatherTests : CallTest
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2); // Less than a heartbeat, in all.

    [Theory]
    [InlineData("", "12#", "12", "#")]
    [InlineData("numDigits='3'", "1234", "123", "")]
    [InlineData("finishOnKey='*'", "1#2*", "1#2", "*")]
    [InlineData("finishOnKey='' numDigits='2'", "##", "##", "")]
    [InlineData("finishOnKey='5'", "1w2w5", "12", "5")]
    public async Task Keys_reach_the_action(string attributes, string keys, string digits, string finishedOnKey)
    {
        Voice.Says("<Hangup/>", "/keys");
        using var bob = await GatherAsync($"<Gather action='/keys' timeout='2' {attributes}/>");
        await PressAsync(bob, keys);
        var request = await Voice.ReceiveAsync("/keys");
        Assert.Equal(("POST", digits, finishedOnKey), (request.Method, request.Form["Digits"], request.Form["FinishedOnKey"]));
        Assert.Equal("in-progress", request.Form["CallStatus"]);
        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Fact]
    public async Task Each_key_has_the_timeout_of_its_own_and_the_keys_so_far_reach_the_action()
    {
        Voice.Says("<Hangup/>", "/keys");
        using var bob = await GatherAsync("<Gather action='/keys' method='GET' timeout='2'/>");
        for (var key = 1; key <= 2; key++)
        {
            Sandbox.Clock.Advance(s_timeout - TimeSpan.FromSeconds(1));
            await PressAsync(bob, $"{key}", count: key);
        }

        Sandbox.Clock.Advance(s_timeout);
        var request = await Voice.ReceiveAsync("/keys");
        Assert.Equal(("GET", "12"), (request.Method, request.Form["Digits"]));
        await HungUpAsync(bob);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("", "#")]
    [InlineData("input='speech'", null)]
    public async Task Without_keys_the_next_verb_runs(string attributes, string? key)
    {
        Voice.Says("<Hangup/>", "/next");
        using var bob = await GatherAsync($"<Gather action='/keys' timeout='2' {attributes}/><Redirect>/next</Redirect>");
        if (key is null)
        {
            Sandbox.Clock.Advance(s_timeout);
        }
        else
        {
            await PressAsync(bob, key);
        }

        await Voice.ReceiveAsync("/next");
        await HungUpAsync(bob);
        Assert.DoesNotContain(Voice.Requests, request => request.Url.AbsolutePath == "/keys");
    }

    [Fact]
    public async Task ActionOnEmptyResult_requests_the_action_without_keys()
    {
        Voice.Says("<Hangup/>", "/keys");
        using var bob = await GatherAsync("<Gather action='/keys' timeout='2' actionOnEmptyResult='true'/>");
        Sandbox.Clock.Advance(s_timeout);
        Assert.Equal("", (await Voice.ReceiveAsync("/keys")).Form["Digits"]);
        await HungUpAsync(bob);
    }

    [Fact]
    public async Task Without_an_action_the_keys_reach_the_same_document()
    {
        using var bob = await GatherAsync("<Gather numDigits='1' timeout='2'/>");
        await Voice.ReceiveAsync("/voice");
        Voice.Says("<Hangup/>");
        await PressAsync(bob, "1");
        Assert.Equal("1", (await Voice.ReceiveAsync("/voice")).Form["Digits"]);
        await HungUpAsync(bob);
    }

    [Fact]
    public async Task Key_ends_the_prompts()
    {
        Voice.Plays(Sounds.Wave(Sounds.Sine(440, 100, 8000), 8000));
        Voice.Says("<Hangup/>", "/keys");
        using var bob = await CallAsync("<Gather action='/keys' timeout='2' numDigits='2'><Play loop='0'>/tone.wav</Play><Play>/never.wav</Play></Gather>");
        await bob.ReceiveAsync("answer");
        await Sandbox.EventAsync("voice.played");
        await PressAsync(bob, "1");
        await Sandbox.Timers.CreatedAsync(s_timeout);
        await PressAsync(bob, "2", count: 2);
        Assert.Equal("12", (await Voice.ReceiveAsync("/keys")).Form["Digits"]);
        Assert.DoesNotContain(Voice.Requests, request => request.Url.AbsolutePath == "/never.wav");
        await HungUpAsync(bob);
    }

    [Fact]
    public async Task Content_type_of_a_prompt_is_a_warning_with_13325()
    {
        Voice.Plays("Hello"u8.ToArray(), "/text", "text/plain");
        using var bob = await GatherAsync("<Gather timeout='2'><Play>/text</Play></Gather>");
        Sandbox.Clock.Advance(s_timeout);
        await HungUpAsync(bob);
        Assert.Equal(13325, Assert.Single(await Sandbox.EventsAsync("voice.warning")).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Keys_are_read_after_an_answered_Dial()
    {
        using var alice = await Alice();
        Voice.Says("<Hangup/>", "/keys");
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial><Gather action='/keys' timeout='2'/>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        await alice.SendAsync("hangup", new { callsid = callSid });
        await Sandbox.Timers.CreatedAsync(s_timeout);
        await PressAsync(bob, "5#");
        Assert.Equal("5", (await Voice.ReceiveAsync("/keys")).Form["Digits"]);
        await HungUpAsync(bob);
    }

    // Returns when the caller has been asked for keys.
    private async Task<TestDevice> GatherAsync(string verbs)
    {
        var bob = await CallAsync(verbs);
        await bob.ReceiveAsync("answer");
        await Sandbox.Timers.CreatedAsync(s_timeout);
        return bob;
    }

    private async Task<JsonElement> PressAsync(TestDevice bob, string keys, int count = 1)
    {
        await bob.SendAsync("dtmf", new { callsid = (await Sandbox.EventAsync("call.requested")).Text("callSid"), dtmf = keys });
        return await Sandbox.EventAsync("call.dtmf", count: count);
    }
}
