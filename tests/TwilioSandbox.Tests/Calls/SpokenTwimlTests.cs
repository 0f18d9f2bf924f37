using System.Net;
using TwilioSandbox.Tests.Media.Endpoint;

namespace TwilioSandbox.Tests.Calls;

/// <summary><c>Say</c> and <c>Play</c>, for a device that has no sound.</summary>
public sealed class SpokenTwimlTests : CallTest
{
    [Fact]
    public async Task Play_answers_the_call_before_it_dials()
    {
        Play();
        using var alice = await Alice();
        using var bob = await CallAsync("<Play>/tone.wav</Play><Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        var answer = await bob.ReceiveAsync("answer");
        Assert.Contains("PCMU/8000", answer.Text("sdp"), StringComparison.Ordinal);
        Assert.Contains("a=setup:actpass", (await alice.ReceiveAsync("invite")).Text("sdp"), StringComparison.Ordinal);
        Assert.Equal("bob", (await Sandbox.EventAsync("call.answered")).Text("client"));
    }

    [Fact]
    public async Task Call_that_the_application_answered_can_dial_again_after_an_answered_Dial()
    {
        Play();
        using var alice = await Alice();
        using var bob = await CallAsync("<Play>/tone.wav</Play><Dial answerOnBridge='true'><Client>alice</Client></Dial><Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("answer");
        for (var i = 0; i < 2; i++)
        {
            var callSid = await AnswerAsync(alice);
            await Sandbox.EventAsync("call.answered", e => e.Text("client") == "alice", count: i + 1);
            await alice.SendAsync("hangup", new { callsid = callSid });
        }

        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Fact]
    public async Task Answered_call_ends_without_an_error_if_nobody_is_registered()
    {
        Play();
        using var bob = await CallAsync("<Play>/tone.wav</Play><Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("answer");
        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Fact]
    public async Task Play_after_a_Dial_that_nobody_answered_answers_the_call()
    {
        Play();
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial><Play>/tone.wav</Play>");
        await bob.ReceiveAsync("ringing");
        await alice.SendAsync("reject", new { callsid = (await alice.ReceiveAsync("invite")).Sid() });
        await bob.ReceiveAsync("answer");
        Assert.Null((await HungUpAsync(bob)).Code);
    }

    [Fact]
    public async Task Play_after_an_answered_Dial_is_heard()
    {
        Play();
        using var alice = await Alice();
        using var bob = await CallAsync("<Dial answerOnBridge='true'><Client>alice</Client></Dial><Play>/tone.wav</Play>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        await alice.SendAsync("hangup", new { callsid = callSid });
        await HungUpAsync(bob);
        await Sandbox.EventAsync("voice.played");
        Assert.Empty(await Sandbox.EventsAsync("voice.warning"));
    }

    [Theory]
    [InlineData("/missing.wav", 11200)]
    [InlineData("/text", 13420)]
    [InlineData("ftp://localhost/a.wav", 11100)]
    [InlineData("/sound.mp3", null)]
    public async Task Sound_that_cannot_be_played_is_a_warning_and_the_call_continues(string url, int? code)
    {
        Voice.Pages["/missing.wav"] = () => new(HttpStatusCode.NotFound);
        Voice.Plays("Hello"u8.ToArray(), "/text", "text/plain");
        Voice.Plays("ID3"u8.ToArray(), "/sound.mp3", "audio/mpeg");
        Voice.Says("<Hangup/>", "/next");
        using var bob = await CallAsync($"<Play>{url}</Play><Redirect>/next</Redirect>");
        await bob.ReceiveAsync("answer");
        Assert.Null((await HungUpAsync(bob)).Code);
        await Voice.ReceiveAsync("/next");
        var warning = Assert.Single(await Sandbox.EventsAsync("voice.warning"));
        Assert.Equal(code, warning.TryGetProperty("code", out var number) ? number.GetInt32() : null);
    }

    [Fact]
    public async Task Mp3_file_is_played()
    {
        Voice.Plays(File.ReadAllBytes(Sounds.Mp3), "/tone.mp3", "audio/mpeg");
        using var bob = await CallAsync("<Play>/tone.mp3</Play>");
        await bob.ReceiveAsync("answer");
        await HungUpAsync(bob);
        Assert.Equal("1.0 s", Assert.Single(await Sandbox.EventsAsync("voice.played")).Text("message"));
        Assert.Empty(await Sandbox.EventsAsync("voice.warning"));
    }

    [Fact]
    public async Task Fetching_a_sound_is_a_signed_request_without_fields()
    {
        Play();
        using var bob = await CallAsync("<Play>/tone.wav?a=b</Play>");
        await bob.ReceiveAsync("answer");
        var request = await Voice.ReceiveAsync("/tone.wav");
        Assert.Equal(("GET", "?a=b"), (request.Method, request.Url.Query));
        Assert.NotEmpty(request.Signature);
        await HungUpAsync(bob);
    }

    [Fact]
    public async Task Say_uses_the_speech_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (program, sound, text) = (Path.Combine(folder.FullName, "speak"), Path.Combine(folder.FullName, "sound.wav"), Path.Combine(folder.FullName, "text"));
            await File.WriteAllBytesAsync(sound, Sounds.Wave(Sounds.Sine(440, 100, 22_050), 22_050, size: uint.MaxValue), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(program, $"#!/bin/sh\necho \"$@\" > {text}\ncat >> {text}\ncat {sound}\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            Sandbox.Settings["SpeechProgram"] = program;
            using var bob = await CallAsync("<Say language='de-DE'>Grüß Gott</Say>");
            await bob.ReceiveAsync("answer");
            await HungUpAsync(bob);
            Assert.False((await Sandbox.EventAsync("voice.said")).TryGetProperty("explanation", out _));
            Assert.Equal("--stdin --stdout -v de-de\nGrüß Gott", await File.ReadAllTextAsync(text, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Play() => Voice.Plays(Sounds.Wave(Sounds.Sine(440, 100, 8000), 8000));
}
