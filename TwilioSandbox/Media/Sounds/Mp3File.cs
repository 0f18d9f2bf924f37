using NLayer;

namespace TwilioSandbox.Media.Sounds;

/// <summary>Reads MP3: MPEG 1 and 2, layers I to III.</summary>
internal static class Mp3File
{
    private const int MaxLength = 3600 * Audio.Rate; // An hour
    private const int WindowSeconds = 12;
    private const int MaxRate = 48_000;

    /// <param name="file">The file.</param>
    /// <param name="maxLength">The rest of a longer sound is not decoded.</param>
    /// <param name="stop">An hour takes seconds to decode.</param>
    /// <returns>The sound in µ-law at 8 kHz. Null if the file is of another kind.</returns>
    public static byte[]? Read(byte[] file, int maxLength = MaxLength, CancellationToken stop = default)
    {
        // The decoder would search any file for something that looks like sound.
        if (!file.AsSpan().StartsWith("ID3"u8) && !(file is [0xFF, var second, ..] && second >= 0xE0))
        {
            return null;
        }

        try
        {
            using var decoder = new MpegFile(new MemoryStream(file));
            return decoder is { Channels: 1 or 2, SampleRate: > 0 and <= MaxRate } && Decode(decoder, maxLength, stop) is { Length: > 0 } sound ? sound : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null; // The decoder trusts its input, and fails in many ways.
        }
    }

    // In windows of ten seconds, so that an hour needs little memory. The filter needs neighbors: a second before and after.
    private static byte[] Decode(MpegFile decoder, int maxLength, CancellationToken stop)
    {
        var second = decoder.SampleRate;
        var window = new float[WindowSeconds * second];
        using var sound = new MemoryStream();
        var filled = second;
        for (var isFull = true; isFull && sound.Length < maxLength; filled = 2 * second)
        {
            stop.ThrowIfCancellationRequested();
            filled += ReadMono(decoder, window.AsSpan(filled));
            isFull = filled == window.Length;
            var end = isFull ? (WindowSeconds - 1) * Audio.Rate : (int)((long)filled * Audio.Rate / second);
            sound.Write(Resampler.ToMuLaw(window[..filled], second).AsSpan(Audio.Rate..end));
            window.AsSpan(^(2 * second)..).CopyTo(window);
        }

        sound.SetLength(Math.Min(sound.Length, maxLength));
        return sound.ToArray();
    }

    private static int ReadMono(MpegFile decoder, Span<float> samples)
    {
        var channels = decoder.Channels;
        var buffer = new float[channels * samples.Length];
        var count = decoder.ReadSamples(buffer, 0, buffer.Length);
        for (var i = 0; i < count / channels; i++)
        {
            samples[i] = short.MaxValue * (channels == 1 ? buffer[i] : (buffer[2 * i] + buffer[(2 * i) + 1]) / 2);
        }

        return count / channels;
    }
}
