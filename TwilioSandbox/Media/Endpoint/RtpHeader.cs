using System.Buffers.Binary;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>The header of an RTP packet (RFC 3550).</summary>
/// <remarks>
/// <code>
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// |                           timestamp                           |
/// |                             SSRC                              |
/// | CSRC …, with X: profile (16) | length in words (16) | words … |
/// </code>
/// </remarks>
/// <param name="Length">Where the payload begins.</param>
/// <param name="HasPadding">Whether the last byte of the payload counts the padding.</param>
/// <param name="PayloadType">0 is PCMU.</param>
/// <param name="SequenceNumber">Counts packets, modulo 65536.</param>
/// <param name="Ssrc">The source.</param>
internal readonly record struct RtpHeader(int Length, bool HasPadding, byte PayloadType, ushort SequenceNumber, uint Ssrc)
{
    public const int MinLength = 12;

    /// <summary>Null if this is not an RTP packet. RTCP has 192 to 223 as its second byte (RFC 5761).</summary>
    public static RtpHeader? Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < MinLength || packet[0] >> 6 != 2 || packet[1] is >= 192 and <= 223)
        {
            return null;
        }

        var length = MinLength + (4 * (packet[0] & 0xF));
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < length + 4)
            {
                return null;
            }

            length += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]));
        }

        return length > packet.Length ? null : new(
            length,
            (packet[0] & 0x20) != 0,
            (byte)(packet[1] & 0x7F),
            BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(packet[8..]));
    }

    /// <summary>The payload of a decrypted packet, without padding.</summary>
    public ReadOnlySpan<byte> PayloadOf(ReadOnlySpan<byte> packet)
    {
        var payload = packet[Length..];
        var padding = HasPadding && payload.Length > 0 ? payload[^1] : 0;
        return padding > payload.Length ? [] : payload[..^padding];
    }
}
