using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>HMAC-SHA256 signers for auth tokens and API key secrets. Each signer reuses its HMACs, which halves the cost of a signature.</summary>
internal static class SigningKeys
{
    // Microsoft.IdentityModel refuses shorter HS256 keys (IDX10653, IDX10720).
    private const int MinimumBytes = 32;

    // Weak, so that the cache does not keep rotated secrets.
    private static readonly ConditionalWeakTable<string, SignatureProvider> s_cache = [];

    /// <exception cref="ArgumentException"><paramref name="secret"/> is not valid Unicode.</exception>
    public static SignatureProvider For(string secret) => s_cache.GetValue(secret, Create);

    private static SignatureProvider Create(string secret)
    {
        UnicodeText.ThrowIfMalformed(secret);
        var key = Encoding.UTF8.GetBytes(secret);

        // HMAC itself pads keys with zero bytes to 64 (RFC 2104, section 2), so this changes no signature.
        // Twilio's auth tokens have 32 characters. Only examples and tests use shorter keys.
        if (key.Length < MinimumBytes)
        {
            Array.Resize(ref key, MinimumBytes);
        }

        return new SymmetricSignatureProvider(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256, willCreateSignatures: true);
    }
}
