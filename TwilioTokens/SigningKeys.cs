using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>HMAC-SHA256 with auth tokens and API key secrets. Each keeps its HMACs in a pool, which halves the cost of a signature.</summary>
internal static class SigningKeys
{
    // Microsoft.IdentityModel refuses shorter HS256 keys (IDX10653, IDX10720).
    private const int MinimumBytes = 32;

    // Weak: each lives as long as the string it was made from, so that a rotated secret is not held by this cache.
    private static readonly ConditionalWeakTable<string, SignatureProvider> Cache = [];

    /// <exception cref="ArgumentException"><paramref name="secret"/> is not valid Unicode.</exception>
    public static SignatureProvider For(string secret) => Cache.GetValue(secret, Create);

    private static SignatureProvider Create(string secret)
    {
        UnicodeText.ThrowIfMalformed(secret);
        var key = Encoding.UTF8.GetBytes(secret);

        // HMAC itself fills a key up with zero bytes to its block of 64 (RFC 2104, section 2), so this changes no signature.
        // Twilio's auth tokens have 32 characters; shorter ones occur in documentation and tests only.
        if (key.Length < MinimumBytes)
        {
            Array.Resize(ref key, MinimumBytes);
        }

        return new SymmetricSignatureProvider(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256, willCreateSignatures: true);
    }
}
