using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Calls;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Tests.Media.Endpoint;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>TwiML that speaks and listens.</summary>
public sealed class SdkVoiceTests(SdkPages pages) : SdkTest(pages)
{
    private const int Hertz = 600;

    [Fact]
    public async Task Play_answers_the_call_and_its_tone_is_heard()
    {
        Play(Hertz);
        Sandbox.Voice.Says("<Play loop='0'>/tone.wav</Play>");
        var bob = await AnsweredAsync();
        await bob.HearsToneAsync(Hertz);
        Assert.Equal("PCMU, good", await bob.Page.EvaluateAsync<string>("""
            () => new Promise((resolve) => phone.call.on('sample', ({ codecName, mos }) => mos && resolve(`${codecName}, ${mos > 4 ? 'good' : mos}`)))
            """).WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("ringing", await bob.EverythingAsync(), StringComparison.Ordinal);
        await HangUpAsync(bob);
    }

    [Fact]
    public async Task Call_ends_after_the_last_verb_without_an_error()
    {
        Play(Hertz, milliseconds: 200);
        Sandbox.Voice.Says("<Play loop='2'>tone.wav</Play><Redirect>/next</Redirect>");
        Sandbox.Voice.Says("<Play digits='1'/><Hangup/>", "/next");
        var bob = await AnsweredAsync();
        await bob.SaysAsync("disconnect");
        Assert.Empty(await bob.RestAsync());
        Assert.Equal("in-progress", (await Sandbox.Voice.ReceiveAsync("/next")).Form["CallStatus"]);
    }

    [Fact]
    public async Task Say_without_a_voice_is_a_chime_and_its_text_is_in_the_journal()
    {
        Sandbox.Settings["SpeechProgram"] = "no-such-program";
        Sandbox.Voice.Says("<Say loop='0'>Hello   world</Say>");
        var bob = await AnsweredAsync();
        await bob.HearsToneAsync(880);
        var said = await Sandbox.EventAsync("voice.said");
        Assert.Equal("Hello world", said.Text("message"));
        Assert.Contains("chime", said.Text("explanation"), StringComparison.Ordinal);
        await HangUpAsync(bob);
    }

    [Fact]
    public async Task Sandbox_hears_the_microphone_of_the_browser()
    {
        const int Microphone = 700;
        Sandbox.Voice.Says("<Play digits='w'/><Pause length='60'/>");
        var bob = await AnsweredAsync(Microphone);
        await Sandbox.EventAsync("call.paused");
        var heard = new TaskCompletionSource();
        List<byte> sound = [];
        Caller.Heard = packet =>
        {
            sound.AddRange(packet);
            if (sound.Count >= 800 && Sounds.Dominance(sound.ToArray().AsSpan(^800..), Microphone) > 20)
            {
                heard.TrySetResult();
            }
        };
        await heard.Task.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
        await HangUpAsync(bob);
    }

    [Fact]
    public async Task Both_hear_each_other_after_Play_and_Dial_and_the_next_verb_runs()
    {
        Play(Hertz, milliseconds: 200);
        Sandbox.Voice.Says("<Play>/tone.wav</Play><Dial answerOnBridge='true'><Client>alice</Client></Dial><Play loop='0'>/tone.wav</Play>");
        var alice = await RegisteredAsync("alice", hertz: 1100);
        var bob = await AnsweredAsync(hertz: 700);
        await alice.SaysAsync("incoming client:bob");
        await bob.HearsToneAsync(440); // Ringing.
        await alice.DoAsync("accept");
        await alice.HearsToneAsync(700);
        await bob.HearsToneAsync(1100);

        await alice.DoAsync("hangUp");
        await bob.HearsToneAsync(Hertz);
        await HangUpAsync(bob);
    }

    [Fact]
    public async Task Key_ends_the_prompt_and_reaches_the_action_of_Gather()
    {
        Play(Hertz);
        Sandbox.Voice.Says("<Gather action='/keys' numDigits='3'><Play loop='0'>/tone.wav</Play></Gather>");
        Sandbox.Voice.Says("<Play loop='0' digits='5'/>", "/keys");
        var bob = await AnsweredAsync();
        await bob.HearsToneAsync(Hertz);
        await bob.DoAsync("press", "1");
        await bob.DoAsync("press", "2#");
        Assert.Equal("12", (await Sandbox.Voice.ReceiveAsync("/keys")).Form["Digits"]);
        await Sandbox.EventAsync("voice.played", count: 2);
        await HangUpAsync(bob);
    }

    [Fact]
    public async Task Recording_contains_what_the_browser_said()
    {
        const int Microphone = 700;
        Sandbox.Voice.Says("<Record action='/done' maxLength='2' timeout='30'/>");
        Sandbox.Voice.Says("<Hangup/>", "/done");
        await AnsweredAsync(Microphone);
        var url = (await Sandbox.Voice.ReceiveAsync("/done")).Form["RecordingUrl"];
        using var client = Sandbox.CreateClient();
        var file = await client.GetByteArrayAsync(new Uri(url).AbsolutePath, TestContext.Current.CancellationToken);
        var sound = Assert.IsType<byte[]>(WaveFile.Read(file));
        Assert.Equal(2, sound.Length / Audio.Rate);
        // Every tenth of a second, wherever it starts. The microphone has its tone for half of each second: 80 without gaps, and a busy browser leaves some.
        var tenths = Enumerable.Range(0, 190).Select(start => sound.AsSpan(start * Audio.Rate / 100, Audio.Rate / 10).ToArray());
        Assert.InRange(tenths.Count(part => Sounds.Dominance(part, Microphone) > 20), 40, 90);
    }

    [Fact]
    public async Task Caller_hears_ringing_at_once_without_answerOnBridge()
    {
        Sandbox.Voice.Says("<Dial><Client>alice</Client></Dial>");
        var alice = await RegisteredAsync("alice", hertz: 1100);
        var bob = await AnsweredAsync(hertz: 700);
        await alice.SaysAsync("incoming client:bob");
        await bob.HearsTonesAsync(440, 480);
        await alice.DoAsync("accept");
        await bob.HearsToneAsync(1100);
        await alice.HearsToneAsync(700);
        await HangUpAsync(bob);
    }

    [Fact]
    public async Task Ice_restart_of_the_sdk_keeps_the_sound()
    {
        Play(Hertz);
        Sandbox.Voice.Says("<Play loop='0'>/tone.wav</Play>");
        var bob = await AnsweredAsync();
        await bob.HearsToneAsync(Hertz);
        await bob.Page.EvaluateAsync("async () => { await phone.call._mediaHandler.iceRestart(); }");
        await bob.Page.WaitForFunctionAsync("() => phone.call._mediaHandler.version.pc.signalingState === 'stable' && phone.call._mediaHandler.version.pc.iceConnectionState === 'connected'");
        await bob.HearsAsync();
        await bob.HearsToneAsync(Hertz);
        await HangUpAsync(bob);
    }

    private AudioEndpoint Caller => Sandbox.Services.GetRequiredService<Switchboard>().Legs[0].Audio!;

    private async Task<SdkPhone> AnsweredAsync(int? hertz = null)
    {
        var bob = await RegisteredAsync("bob", hertz: hertz);
        await bob.CallAsync(new { });
        await bob.SaysAsync("accept");
        return bob;
    }

    private static async Task HangUpAsync(SdkPhone phone)
    {
        await phone.DoAsync("hangUp");
        await phone.SaysAsync("disconnect");
    }

    /// <summary>The application has this tone at /tone.wav.</summary>
    private void Play(int hertz, int milliseconds = 1000) => Sandbox.Voice.Plays(Sounds.Wave(Sounds.Sine(hertz, milliseconds, 44_100), 44_100, channels: 2));
}
