using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class WaveFileTests
{
    [Theory]
    [InlineData(8000, 1, 16, 1)]
    [InlineData(16_000, 2, 16, 1)]
    [InlineData(22_050, 1, 16, 1)]
    [InlineData(44_100, 2, 16, 1)]
    [InlineData(48_000, 1, 8, 1)]
    [InlineData(8000, 1, 8, 7)]
    public void Tone_survives_any_rate_and_format(int rate, int channels, int bits, short format)
    {
        var sound = WaveFile.Read(Sounds.Wave(Sounds.Sine(440, 1000, rate), rate, channels, bits, format));
        Assert.NotNull(sound);
        Assert.InRange(sound.Length, 7999, 8000);
        Assert.InRange(Sounds.Dominance(sound, 440), 28, 100);
    }

    [Fact]
    public void Tone_above_4_kHz_is_not_mirrored()
    {
        var sound = WaveFile.Read(Sounds.Wave(Sounds.Sine(5000, 1000, 44_100), 44_100))!;
        Assert.All(sound[400..^400], code => Assert.InRange(Audio.Decode(code), -100, 100));
    }

    [Fact]
    public void File_that_was_written_to_a_pipe_is_read_to_its_end() =>
        Assert.Equal(8000, WaveFile.Read(Sounds.Wave(Sounds.Sine(440, 1000, 8000), 8000, size: uint.MaxValue))!.Length);

    [Theory]
    [InlineData("")]
    [InlineData("RIFF0000WAVE")]
    [InlineData("RIFF0000WAVEdata\u0004\0\0\0abcd")]
    [InlineData("ID3 an MP3 file")]
    public void Other_file_is_refused(string text) => Assert.Null(WaveFile.Read(System.Text.Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void File_of_24_bits_is_refused() => Assert.Null(WaveFile.Read(Sounds.Wave([1, 2, 3], 8000, bits: 24)));

    [Fact]
    public void Recording_is_16_bit_PCM_at_8_kHz()
    {
        byte[] sound = [.. Sounds.Sine(440, 100, Audio.Rate).Select(sample => Audio.Encode(sample))];
        Assert.Equal(Sounds.Wave([.. sound.Select(Audio.Decode)], Audio.Rate), WaveFile.Write(sound));
    }

    [Fact]
    public void Recording_reads_back_as_the_same_sound()
    {
        byte[] sound = [.. Enumerable.Range(0, 256).Select(n => (byte)n).Where(code => code != 0x7F)]; // 0x7F is zero too, written as 0xFF.
        Assert.Equal(sound, WaveFile.Read(WaveFile.Write(sound))!);
        Assert.Empty(WaveFile.Read(WaveFile.Write([]))!);
    }

    [Fact]
    public void Keys_are_two_tones_each()
    {
        var sound = Tones.Dial("5w#");
        Assert.Equal((200 + 500 + 200) * 8, sound.Length);
        Assert.InRange(Sounds.Dominance(sound.AsSpan(0, 800), 770), -3, 3); // As loud as the other tone.
        Assert.InRange(Sounds.Dominance(sound.AsSpan(0, 800), 1336), -3, 3);
    }
}
