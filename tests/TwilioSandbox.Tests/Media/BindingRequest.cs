using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TwilioSandbox.Media;

namespace TwilioSandbox.Tests.Media;

/// <summary>A browser's connectivity check (RFC 8489), written by hand.</summary>
internal static class BindingRequest
{
    public static byte[] Create(IceCredentials relay, byte id = 1, bool useCandidate = false, string? password = null, string? ufrag = null)
    {
        var username = Encoding.ASCII.GetBytes($"{ufrag ?? relay.Ufrag}:brws");
        byte[] message =
        [
            0x00, 0x01, 0, 0, 0x21, 0x12, 0xA4, 0x42, .. new byte[11], id,
            0x00, 0x06, 0, (byte)username.Length, .. username, .. new byte[(4 - (username.Length % 4)) % 4],
            .. useCandidate ? new byte[] { 0x00, 0x25, 0, 0 } : [],
        ];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)(message.Length - 20 + 24));
#pragma warning disable CA5350 // RFC 8489 prescribes HMAC-SHA1.
        return [.. message, 0x00, 0x08, 0, 20, .. HMACSHA1.HashData(Encoding.ASCII.GetBytes(password ?? relay.Password), message)];
#pragma warning restore CA5350
    }
}
