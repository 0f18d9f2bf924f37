using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class Mp3FileTests
{
    private readonly byte[] _mono = File.ReadAllBytes(Sounds.Mp3);

    [Fact]
    public void Tone_survives_mono_and_stereo()
    {
        foreach (var file in new[] { _mono, File.ReadAllBytes(Sounds.StereoMp3) })
        {
            var sound = Read(file)!;
            Assert.InRange(sound.Length, 8000, 8900); // Encoders add up to two frames.
            Assert.InRange(Sounds.Dominance(sound.AsSpan(1200, 6400), 440), 28, 100);
        }
    }

    [Fact]
    public void Long_file_has_no_gap_between_the_parts_in_which_it_is_decoded()
    {
        var one = Read(_mono)!.Length;
        var sound = Read(Repeat(30))!;
        Assert.InRange(sound.Length, (30 * one) - 300, (30 * one) + 300);
        // A part is ten seconds long. In most copies of the tone no end of a copy is near.
        Assert.All([80_000, 160_000, 240_000], end => Assert.InRange(Sounds.Dominance(sound.AsSpan(end - 400, 800), 440), 28, 100));
    }

    [Fact]
    public void Long_file_ends_after_the_longest_time() => Assert.Equal(15 * Audio.Rate, Read(Repeat(30), maxLength: 15 * Audio.Rate)!.Length);

    [Theory]
    [InlineData("")]
    [InlineData("\u00FF")]
    [InlineData("ID3 not a sound")]
    [InlineData("\u00FF\u00FB not a sound")]
    [InlineData("RIFF0000WAVE")]
    public void Other_file_is_refused(string text) => Assert.Null(Read(System.Text.Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void Truncated_file_is_read_to_its_end() => Assert.InRange(Read(_mono[..3000])!.Length, 3000, 5000);

    private byte[] Repeat(int count) => [.. Enumerable.Repeat(_mono, count).SelectMany(bytes => bytes)];

    [Fact]
    public async Task End_of_the_call_stops_decoding()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => Mp3File.Read(_mono, stop: stop.Token));
    }

    private static byte[]? Read(byte[] file, int maxLength = 60 * Audio.Rate) => Mp3File.Read(file, maxLength, TestContext.Current.CancellationToken);
}
