using System.Buffers.Binary;

namespace TwilioSandbox.Media.Sounds;

/// <summary>Reads WAV: PCM of 8 or 16 bits, or µ-law, with any rate and number of channels, which are mixed. Writes the WAV of Twilio's recordings.</summary>
/// <remarks>
/// <code>
/// "RIFF" | size (32) | "WAVE"
/// "fmt " | size (32) | format (16) | channels (16) | rate (32) | bytes per second (32) | bytes per frame (16) | bits (16) …
/// "data" | size (32) | samples …
/// </code>
/// A program that writes to a pipe does not know the sizes, so the data ends at the latest with the file.
/// </remarks>
internal static class WaveFile
{
    private const int Pcm = 1;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;
    private const int ChunkHeader = 8;
    private const int FormatLength = 16;
    private const int HeaderLength = 44;
    private const int MinRate = 4000;
    private const int MaxRate = 192_000;
    private const int MaxChannels = 8;

    /// <returns>The sound in µ-law at 8 kHz. Null if the file is of another kind.</returns>
    public static byte[]? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> format = [];
        var rest = file[12..];
        while (rest.Length >= ChunkHeader)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var content = rest[ChunkHeader..];
            content = size < content.Length ? content[..(int)size] : content;
            if (rest.StartsWith("fmt "u8) && content.Length >= FormatLength)
            {
                format = content;
            }
            else if (rest.StartsWith("data"u8))
            {
                return format.IsEmpty ? null : ReadSamples(format, content);
            }

            // Chunks have even lengths.
            rest = rest[Math.Min(rest.Length, ChunkHeader + content.Length + (content.Length & 1))..];
        }

        return null;
    }

    /// <summary>Writes PCM of 16 bits, 8 kHz, mono.</summary>
    public static byte[] Write(ReadOnlySpan<byte> sound)
    {
        var length = sizeof(short) * sound.Length;
        byte[] file =
        [
            .. "RIFF"u8, .. Bytes(HeaderLength - ChunkHeader + length), .. "WAVEfmt "u8, .. Bytes(FormatLength), Pcm, 0, 1, 0,
            .. Bytes(Audio.Rate), .. Bytes(sizeof(short) * Audio.Rate), sizeof(short), 0, 16, 0, .. "data"u8, .. Bytes(length), .. new byte[length],
        ];
        for (var i = 0; i < sound.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderLength + (sizeof(short) * i)), Audio.Decode(sound[i]));
        }

        return file;

        static byte[] Bytes(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
    }

    private static byte[]? ReadSamples(ReadOnlySpan<byte> format, ReadOnlySpan<byte> data)
    {
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        kind = kind == Extensible && format.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : kind;
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (channels is 0 or > MaxChannels || rate is < MinRate or > MaxRate || (kind, bits) is not ((Pcm, 8) or (Pcm, 16) or (MuLaw, 8)))
        {
            return null;
        }

        var samples = new float[data.Length / (channels * bits / 8)];
        for (var i = 0; i < samples.Length * channels; i++)
        {
            var sample = kind == MuLaw ? Audio.Decode(data[i])
                : bits == 8 ? (data[i] - 128) << 8
                : BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]);
            samples[i / channels] += (float)sample / channels;
        }

        return Resampler.ToMuLaw(samples, (int)rate);
    }
}
