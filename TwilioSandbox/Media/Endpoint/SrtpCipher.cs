using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>AES128_CM_HMAC_SHA1_80 with the session keys of one direction (RFC 3711). Not for several threads.</summary>
internal sealed class SrtpCipher : IDisposable
{
    public const int TagLength = 10;

    private const int AuthenticationKeyLength = 20;
    private const int BlockLength = 16;

    private readonly Aes _aes;
    private readonly byte[] _salt;
    private readonly IncrementalHash _hmac;
    private readonly byte[] _counters = new byte[(2048 / BlockLength) * BlockLength];
    private readonly byte[] _stream = new byte[(2048 / BlockLength) * BlockLength];

    /// <param name="master">The master key and salt.</param>
    /// <param name="firstLabel">0 for SRTP, 3 for SRTCP.</param>
    public SrtpCipher(SrtpKey master, byte firstLabel = 0)
    {
        using var aes = Aes.Create();
        aes.Key = master.Key;
        _aes = Aes.Create();
        _aes.Key = Derive(aes, master.Salt, firstLabel, SrtpKeys.KeyLength);
#pragma warning disable CA5350 // The profile prescribes HMAC-SHA1.
        _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Derive(aes, master.Salt, (byte)(firstLabel + 1), AuthenticationKeyLength));
#pragma warning restore CA5350
        _salt = Derive(aes, master.Salt, (byte)(firstLabel + 2), SrtpKeys.SaltLength);
    }

    /// <summary>Encrypts or decrypts.</summary>
    /// <remarks><code>counter = (salt * 2^16) xor (ssrc * 2^64) xor (index * 2^16)</code></remarks>
    public void Apply(Span<byte> payload, uint ssrc, ulong index)
    {
        Span<byte> start = stackalloc byte[BlockLength];
        _salt.CopyTo(start);
        for (var i = 0; i < 4; i++)
        {
            start[4 + i] ^= (byte)(ssrc >> (24 - (8 * i)));
        }

        for (var i = 0; i < 6; i++)
        {
            start[8 + i] ^= (byte)(index >> (40 - (8 * i)));
        }

        XorStream(_aes, start, payload, _counters, _stream);
    }

    /// <summary>The authentication tag over a packet and its rollover counter, or index.</summary>
    public void Sign(ReadOnlySpan<byte> packet, uint suffix, Span<byte> tag)
    {
        Span<byte> more = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(more, suffix);
        Span<byte> hash = stackalloc byte[AuthenticationKeyLength];
        _hmac.AppendData(packet);
        _hmac.AppendData(more);
        _hmac.GetHashAndReset(hash);
        hash[..TagLength].CopyTo(tag);
    }

    public void Dispose()
    {
        _aes.Dispose();
        _hmac.Dispose();
    }

    /// <summary>A session key (RFC 3711, 4.3), with key derivation rate 0.</summary>
    internal static byte[] Derive(Aes master, ReadOnlySpan<byte> salt, byte label, int length)
    {
        Span<byte> start = stackalloc byte[BlockLength];
        start.Clear();
        salt.CopyTo(start);
        start[7] ^= label;
        var key = new byte[length];
        XorStream(master, start, key, new byte[2 * BlockLength], new byte[2 * BlockLength]);
        return key;
    }

    // AES in counter mode: the last two bytes of a block count.
    internal static void XorStream(Aes aes, ReadOnlySpan<byte> start, Span<byte> data, byte[] counters, byte[] stream)
    {
        var length = (data.Length + BlockLength - 1) / BlockLength * BlockLength;
        for (var block = 0; block * BlockLength < length; block++)
        {
            var counter = counters.AsSpan(block * BlockLength, BlockLength);
            start.CopyTo(counter);
            BinaryPrimitives.WriteUInt16BigEndian(counter[14..], (ushort)block);
        }

        aes.EncryptEcb(counters.AsSpan(0, length), stream, PaddingMode.None);
        for (var i = 0; i < data.Length; i++)
        {
            data[i] ^= stream[i];
        }
    }
}
