namespace TwilioSandbox.Media;

/// <summary>The parts of STUN (RFC 8489) and packet demultiplexing (RFC 7983) that the relay needs.</summary>
/// <remarks>
/// <code>
/// 0                   1                   2                   3
/// |0 0| message type (14) |        length (16)                 |
/// |             magic cookie 0x2112A442 (32)                   |
/// |             transaction id (96)                            |
/// | attribute type (16) | length (16) | value, padded to 4 …    |
/// </code>
/// </remarks>
internal static class Stun
{
    private const int HeaderLength = 20;
    private const int TransactionIdOffset = 8;
    private const ushort UseCandidate = 0x0025;

    /// <summary>First byte 0 to 3 is STUN, 20 and above DTLS, RTP or RTCP (RFC 7983).</summary>
    public static bool IsStun(ReadOnlySpan<byte> packet) => packet.Length >= HeaderLength && packet[0] < 4;

    /// <summary>Class bits: 00 request, 01 indication, 10 success response, 11 error response.</summary>
    public static bool IsRequest(ReadOnlySpan<byte> packet) => (packet[0] & 0x01) == 0 && (packet[1] & 0x10) == 0;

    public static bool IsResponse(ReadOnlySpan<byte> packet) => (packet[0] & 0x01) == 1;

    public static UInt128 TransactionId(ReadOnlySpan<byte> packet)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        packet.Slice(TransactionIdOffset, 12).CopyTo(id);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(id);
    }

    /// <summary>Whether the controlling side has chosen this path (ICE, RFC 8445: attribute USE-CANDIDATE).</summary>
    public static bool HasUseCandidate(ReadOnlySpan<byte> packet)
    {
        var rest = packet[HeaderLength..];
        while (rest.Length >= 4)
        {
            var type = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(rest);
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (type == UseCandidate)
            {
                return true;
            }

            var next = 4 + ((length + 3) & ~3);
            if (next > rest.Length)
            {
                return false;
            }

            rest = rest[next..];
        }

        return false;
    }
}
