using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

/// <summary>Makes sound files, and finds tones.</summary>
internal static class Sounds
{
    /// <summary>A second of 440 Hz: 44.1 kHz, mono, 48 kbit/s, frames that do not depend on each other. Written by ffmpeg with LAME.</summary>
    public static string Mp3 { get; } = Path.Combine(AppContext.BaseDirectory, "Media", "Endpoint", "tone.mp3");

    /// <summary>A second of 440 Hz: 22.05 kHz (MPEG 2), stereo, with an ID3 tag.</summary>
    public static string StereoMp3 { get; } = Path.Combine(AppContext.BaseDirectory, "Media", "Endpoint", "stereo.mp3");

    public static short[] Sine(int hertz, int milliseconds, int rate) =>
        [.. Enumerable.Range(0, milliseconds * rate / 1000).Select(n => (short)(12_000 * Math.Sin(2 * Math.PI * hertz * n / rate)))];

    /// <summary>A WAV file: PCM of 8 or 16 bits, or µ-law (format 7).</summary>
    public static byte[] Wave(short[] samples, int rate, int channels = 1, int bits = 16, short format = 1, uint? size = null)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        byte[] data = [.. samples.SelectMany(sample => Enumerable.Repeat(Write(sample), channels).SelectMany(bytes => bytes))];
        writer.Write("RIFF"u8);
        writer.Write(size ?? (uint)(36 + data.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write(format);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        writer.Write("data"u8);
        writer.Write(size ?? (uint)data.Length);
        writer.Write(data);
        return file.ToArray();

        byte[] Write(short sample) => format == 7 ? [Audio.Encode(sample)] : bits == 8 ? [(byte)((sample >> 8) + 128)] : BitConverter.GetBytes(sample);
    }

    /// <summary>How many decibels a tone is above everything else (Goertzel's algorithm over whole periods of 10 Hz).</summary>
    public static double Dominance(ReadOnlySpan<byte> sound, int hertz)
    {
        var length = sound.Length / 800 * 800;
        var (re, im, total) = (0.0, 0.0, 0.0);
        for (var n = 0; n < length; n++)
        {
            var sample = Audio.Decode(sound[n]);
            var angle = 2 * Math.PI * hertz * n / Audio.Rate;
            (re, im, total) = (re + (sample * Math.Cos(angle)), im + (sample * Math.Sin(angle)), total + ((double)sample * sample));
        }

        var tone = 2 * ((re * re) + (im * im)) / Math.Max(1, length);
        return 10 * Math.Log10(tone / Math.Max(1, total - tone));
    }
}
