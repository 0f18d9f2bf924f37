using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace TokenApi.Tokens;

/// <summary>HMAC-SHA256 credentials for auth tokens. Making them costs more than half of a signature, so they are kept.</summary>
internal static class SigningKeys
{
    // Microsoft.IdentityModel refuses shorter HS256 keys (IDX10653, IDX10720).
    private const int MinimumBytes = 32;

    // Weak: credentials live as long as the string they were made from, so that a rotated secret is not held by this cache.
    private static readonly ConditionalWeakTable<string, SigningCredentials> Cache = [];

    /// <exception cref="ArgumentException"><paramref name="authToken"/> is not valid Unicode.</exception>
    public static SigningCredentials For(string authToken) => Cache.GetValue(authToken, Create);

    private static SigningCredentials Create(string authToken)
    {
        UnicodeText.ThrowIfMalformed(authToken);
        var key = Encoding.UTF8.GetBytes(authToken);

        // HMAC itself fills a key up with zero bytes to its block of 64 (RFC 2104, section 2), so this changes no signature.
        // Twilio's auth tokens have 32 characters; shorter ones occur in documentation and tests only.
        if (key.Length < MinimumBytes)
        {
            Array.Resize(ref key, MinimumBytes);
        }

        return new(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);
    }
}
