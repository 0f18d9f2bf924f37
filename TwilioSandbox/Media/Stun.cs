using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace TwilioSandbox.Media;

/// <summary>Binding requests and responses of STUN (RFC 8489), as ICE-lite needs them (RFC 8445).</summary>
/// <remarks>
/// <code>
/// |0 0| message type (14) |        length (16)                 |
/// |             magic cookie 0x2112A442 (32)                   |
/// |             transaction id (96)                            |
/// | attribute type (16) | length (16) | value, padded to 4 …    |
/// </code>
/// </remarks>
internal static class Stun
{
    private const int HeaderLength = 20;
    private const int IntegrityLength = 20;
    private const ushort BindingRequest = 0x0001;
    private const ushort BindingResponse = 0x0101;
    private const ushort Username = 0x0006;
    private const ushort MessageIntegrity = 0x0008;
    private const ushort XorMappedAddress = 0x0020;
    private const ushort UseCandidate = 0x0025;
    private const ushort Fingerprint = 0x8028;

    private static readonly byte[] s_cookie = [0x21, 0x12, 0xA4, 0x42];

    /// <summary>First byte 0 to 3 is STUN, 20 and above DTLS, RTP or RTCP (RFC 7983).</summary>
    public static bool IsStun(ReadOnlySpan<byte> packet) => packet.Length >= HeaderLength && packet[0] < 4;

    /// <summary>Whether this is a binding request for these credentials, with a valid MESSAGE-INTEGRITY.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="local">The credentials of the relay.</param>
    /// <param name="isNominated">Whether the browser has chosen this path (USE-CANDIDATE).</param>
    public static bool IsValidRequest(ReadOnlySpan<byte> packet, IceCredentials local, out bool isNominated)
    {
        isNominated = false;
        if (BinaryPrimitives.ReadUInt16BigEndian(packet) != BindingRequest || BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) != packet.Length - HeaderLength)
        {
            return false;
        }

        var isForLocal = false;
        for (var offset = HeaderLength; offset + 4 <= packet.Length;)
        {
            var (type, length) = (BinaryPrimitives.ReadUInt16BigEndian(packet[offset..]), BinaryPrimitives.ReadUInt16BigEndian(packet[(offset + 2)..]));
            if (offset + 4 + length > packet.Length)
            {
                return false;
            }

            var value = packet.Slice(offset + 4, length);
            switch (type)
            {
                case Username:
                    // "<ufrag of the relay>:<ufrag of the browser>"
                    isForLocal = Encoding.ASCII.GetString(value).StartsWith($"{local.Ufrag}:", StringComparison.Ordinal);
                    break;
                case UseCandidate:
                    isNominated = true;
                    break;
                case MessageIntegrity:
                    // Later attributes are not covered.
                    return isForLocal && CryptographicOperations.FixedTimeEquals(value, ComputeIntegrity(packet[..offset], local));
            }

            offset += 4 + ((length + 3) & ~3);
        }

        return false;
    }

    /// <summary>The response to a valid request.</summary>
    public static byte[] CreateResponse(ReadOnlySpan<byte> request, SocketAddress source, IceCredentials local)
    {
        List<byte> response = [.. Bytes(BindingResponse), 0, 0, .. s_cookie, .. request[8..HeaderLength]];
        // sockaddr_in: port at 2, address at 4, both in network order.
        var address = source.Buffer.Span;
        response.AddRange([.. Bytes(XorMappedAddress), 0, 8, 0, 1, .. Xor(address.Slice(2, 2)), .. Xor(address.Slice(4, 4))]);
        response.AddRange([.. Bytes(MessageIntegrity), 0, IntegrityLength, .. ComputeIntegrity([.. response], local)]);
        SetLength(response, response.Count - HeaderLength + 8);
        response.AddRange([.. Bytes(Fingerprint), 0, 4, .. ComputeFingerprint(response)]);
        return [.. response];
    }

    // HMAC-SHA1 over everything before the attribute, with a header length that ends with the attribute.
    private static byte[] ComputeIntegrity(ReadOnlySpan<byte> before, IceCredentials local)
    {
        List<byte> text = [.. before];
        SetLength(text, before.Length - HeaderLength + 4 + IntegrityLength);
#pragma warning disable CA5350 // RFC 8489 prescribes HMAC-SHA1.
        return HMACSHA1.HashData(Encoding.ASCII.GetBytes(local.Password), text.ToArray());
#pragma warning restore CA5350
    }

    // CRC-32, XOR "STUN".
    private static byte[] ComputeFingerprint(List<byte> before)
    {
        var crc = uint.MaxValue;
        foreach (var octet in before)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        var fingerprint = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(fingerprint, ~crc ^ 0x5354554E);
        return fingerprint;
    }

    private static void SetLength(List<byte> message, int length) => (message[2], message[3]) = ((byte)(length >> 8), (byte)length);

    private static byte[] Bytes(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Xor(Span<byte> value)
    {
        var masked = value.ToArray();
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] ^= s_cookie[i];
        }

        return masked;
    }
}
