using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class AudioRecorderTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly byte[] s_tone = [.. Sounds.Sine(400, 20, Audio.Rate).Select(sample => Audio.Encode(sample))];

    private readonly MediaClock _clock = new(isManual: true);
    private readonly AudioRecorder _recorder;

    public AudioRecorderTests() => _recorder = new(_clock);

    [Fact]
    public async Task Recording_ends_after_its_maximum_length()
    {
        var recording = _recorder.RecordAsync(2 * s_second, s_second, TestContext.Current.CancellationToken);
        Say(99);
        Assert.False(recording.IsCompleted);
        Say(1);
        Assert.Equal(16_000, (await ResultAsync(recording)).Length);
        Assert.False(_clock.Tick());
    }

    [Fact]
    public async Task Recording_ends_after_the_silence_of_its_timeout()
    {
        var recording = _recorder.RecordAsync(60 * s_second, s_second, TestContext.Current.CancellationToken);
        Tick(40);
        Say(10); // The first frame waits for the second.
        Tick(50);
        Assert.False(recording.IsCompleted);
        Tick(1);
        var sound = await ResultAsync(recording);
        Assert.Equal((40 + 1 + 10 + 50) * Audio.FrameLength, sound.Length);
        Assert.Equal(Repeat(s_tone, 10), sound[(41 * Audio.FrameLength)..(51 * Audio.FrameLength)]);
        Assert.All(sound[..(41 * Audio.FrameLength)], sample => Assert.Equal(Audio.Silence, sample));
    }

    [Fact]
    public async Task Recording_of_a_party_that_says_nothing_ends_after_the_timeout()
    {
        var recording = _recorder.RecordAsync(60 * s_second, s_second, TestContext.Current.CancellationToken);
        Tick(50);
        Assert.Equal(8000, (await ResultAsync(recording)).Length);
    }

    [Fact]
    public async Task Noise_of_a_microphone_is_silence_and_a_quiet_voice_is_not()
    {
        var recording = _recorder.RecordAsync(60 * s_second, s_second, TestContext.Current.CancellationToken);
        Say(100, amplitude: 500);
        Assert.False(recording.IsCompleted);
        Say(52, amplitude: 150);
        await ResultAsync(recording);
    }

    [Fact]
    public async Task Stopped_recording_has_the_sound_so_far()
    {
        using var stop = new CancellationTokenSource();
        var recording = _recorder.RecordAsync(60 * s_second, s_second, stop.Token);
        Say(10);
        await stop.CancelAsync();
        Say(1);
        Assert.Equal(1600, (await ResultAsync(recording)).Length);
    }

    private static byte[] Repeat(byte[] frame, int count) => [.. Enumerable.Repeat(frame, count).SelectMany(bytes => bytes)];

    private static Task<byte[]> ResultAsync(Task<byte[]> recording) => recording.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);

    private void Say(int frames, int amplitude = 12_000)
    {
        byte[] frame = [.. s_tone.Select(code => Audio.Encode(Audio.Decode(code) * amplitude / 12_000))];
        for (var i = 0; i < frames; i++)
        {
            _recorder.Hear(frame);
            _clock.Tick();
        }
    }

    private void Tick(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _clock.Tick();
        }
    }
}
