using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class AudioTests
{
    private readonly AudioQueue _queue = new();

    // ITU-T G.711, the values at the ends of the scale.
    [Theory]
    [InlineData(0, 0xFF)]
    [InlineData(32767, 0x80)]
    [InlineData(-32768, 0x00)]
    [InlineData(1000, 0xCE)]
    public void Sample_has_the_code_of_the_standard(int sample, byte code) => Assert.Equal(code, Audio.Encode(sample));

    [Fact]
    public void Every_code_but_negative_zero_survives_decoding() =>
        Assert.All(Enumerable.Range(0, 256).Where(code => code != 0x7F), code => Assert.Equal(code, Audio.Encode(Audio.Decode((byte)code))));

    [Fact]
    public void Queue_is_silent_without_sound() => Assert.All(Read(), sample => Assert.Equal(Audio.Silence, sample));

    [Fact]
    public async Task Playback_ends_with_its_last_frame_and_then_there_is_silence()
    {
        var playing = _queue.PlayAsync(Sound(250, 1), TestContext.Current.CancellationToken);
        Assert.All(Read(), sample => Assert.Equal(1, sample));
        Assert.False(playing.IsCompleted);
        Assert.Equal([.. Sound(90, 1), .. Sound(70, Audio.Silence)], Read());
        await playing.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
        Assert.All(Read(), sample => Assert.Equal(Audio.Silence, sample));
    }

    [Fact]
    public async Task Canceled_playback_stops()
    {
        using var stop = new CancellationTokenSource();
        var playing = _queue.PlayAsync(Sound(1000, 1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing);
        Assert.All(Read(), sample => Assert.Equal(Audio.Silence, sample));
    }

    [Fact]
    public void Live_sound_starts_with_the_second_frame_and_the_oldest_is_dropped()
    {
        _queue.Add(Sound(160, 1));
        Assert.All(Read(), sample => Assert.Equal(Audio.Silence, sample));
        for (var n = 2; n <= 11; n++)
        {
            _queue.Add(Sound(160, (byte)n));
        }

        Assert.Equal(Enumerable.Range(2, 10).Select(n => (byte)n), Enumerable.Range(0, 10).Select(_ => Read()[0]));
    }

    [Fact]
    public void Background_repeats_until_there_is_other_sound()
    {
        _queue.SetBackground([.. Sound(160, 1), .. Sound(160, 2)]);
        Assert.Equal([1, 2, 1], Enumerable.Range(0, 3).Select(_ => Read()[0]));
        _queue.Add(Sound(320, 3));
        Assert.Equal([3, 3, 2], Enumerable.Range(0, 3).Select(_ => Read()[0]));
        _queue.SetBackground([]);
        Assert.Equal(Audio.Silence, Read()[0]);
    }

    private static byte[] Sound(int length, byte sample) => [.. Enumerable.Repeat(sample, length)];

    private byte[] Read()
    {
        var frame = new byte[Audio.FrameLength];
        _queue.Read(frame);
        return frame;
    }
}
