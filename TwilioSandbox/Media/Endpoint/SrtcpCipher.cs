using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>Protects the RTCP packets of one direction (RFC 3711, 3.4). Not for several threads.</summary>
/// <remarks>
/// <code>
/// header, SSRC (8 bytes, clear) | the rest, encrypted | 1, index (31) | tag (80)
/// </code>
/// </remarks>
internal sealed class SrtcpCipher(SrtpKey key) : IDisposable
{
    /// <summary>Bytes after the content.</summary>
    public const int TrailerLength = 4 + SrtpCipher.TagLength;

    private const int ClearLength = 8;
    private const uint IsEncrypted = 0x8000_0000;

    private readonly SrtpCipher _cipher = new(key, firstLabel: 3);
    private readonly SrtpIndexes _received = new();
    private uint _sent;

    /// <summary>Encrypts in place, and writes the trailer into the last bytes.</summary>
    public void Protect(Span<byte> packet)
    {
        var content = packet[..^TrailerLength];
        var index = _sent++;
        _cipher.Apply(content[ClearLength..], ReadSsrc(packet), index);
        BinaryPrimitives.WriteUInt32BigEndian(packet[content.Length..], IsEncrypted | index);
        _cipher.Sign(content, IsEncrypted | index, packet[^SrtpCipher.TagLength..]);
    }

    /// <summary>Decrypts in place.</summary>
    /// <returns>The packet without its trailer. Empty if it is invalid or a replay.</returns>
    public Span<byte> Unprotect(Span<byte> packet)
    {
        if (packet.Length < ClearLength + TrailerLength)
        {
            return [];
        }

        var content = packet[..^TrailerLength];
        var suffix = BinaryPrimitives.ReadUInt32BigEndian(packet[content.Length..]);
        Span<byte> tag = stackalloc byte[SrtpCipher.TagLength];
        _cipher.Sign(content, suffix, tag);
        var index = suffix ^ IsEncrypted;
        if (!CryptographicOperations.FixedTimeEquals(tag, packet[^SrtpCipher.TagLength..]) || index >= IsEncrypted || !_received.TryUse(index))
        {
            return [];
        }

        _cipher.Apply(content[ClearLength..], ReadSsrc(packet), index);
        return content;
    }

    public void Dispose() => _cipher.Dispose();

    private static uint ReadSsrc(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
}
