using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>
/// Writes <c>header.payload.signature</c>, each base64url. JsonWebTokenHandler writes the same, but access tokens need the header <c>cty</c>, which it
/// serializes again for each token. With it, an access token takes up to 1.27 times as long as one written by hand; with this class, 0.95 times (docs/performance.md).
/// </summary>
internal static class CompactJwt
{
    /// <summary>The encoded header and the dot after it. You can use it for any number of tokens.</summary>
    public static byte[] Header(string json) => Encoding.ASCII.GetBytes($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))}.");

    /// <param name="header">From <see cref="Header"/>.</param>
    /// <param name="payload">JSON, in UTF-8.</param>
    /// <param name="signer">From <see cref="SigningKeys"/>.</param>
    public static string Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, SignatureProvider signer)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var token = ArrayPool<byte>.Shared.Rent(
            header.Length + Base64Url.GetEncodedLength(payload.Length) + 1 + Base64Url.GetEncodedLength(signature.Length));
        try
        {
            header.CopyTo(token);
            var length = header.Length;
            length += Base64Url.EncodeToUtf8(payload, token.AsSpan(length));
            signer.Sign(token.AsSpan(0, length), signature, out _);
            token[length++] = (byte)'.';
            length += Base64Url.EncodeToUtf8(signature, token.AsSpan(length));
            return Encoding.ASCII.GetString(token, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(token);
        }
    }
}
