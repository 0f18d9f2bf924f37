using System.Buffers.Binary;

namespace EndToEnd.Harness;

/// <summary>The sound file of a fake microphone: a tone with pauses, because noise suppression removes a steady tone.</summary>
public static class Tone
{
    private const int Rate = 48_000;
    private const int Header = 44;

    /// <summary>Writes one second, which the browser repeats: half a second of tone and half a second of silence.</summary>
    public static void Write(string path, int hertz)
    {
        var wave = new byte[Header + (Rate * sizeof(short))];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16); // bytes that follow
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), Rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16); // bits
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), wave.Length - Header);
        for (var n = 0; n < Rate / 2; n++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(Header + (n * sizeof(short))), (short)(16_000 * Math.Sin(2 * Math.PI * hertz * n / Rate)));
        }

        File.WriteAllBytes(path, wave);
    }
}
