using System.Security.Cryptography;
using System.Text;

namespace TwilioSandbox.Tokens;

/// <summary>Who made the token: the account with its auth token, or one of its API keys with that key's secret.</summary>
internal sealed class IssuerRules(SandboxOptions account)
{
    public TokenRefusal? Judge(Jwt jwt, TokenKind kind) => kind == TokenKind.Capability
        ? RequireSid(jwt, "iss", account.AccountSid, "the account SID")
            ?? RequireSignature(jwt, account.AuthToken, "the account's auth token")
        : RequireSid(jwt, "iss", account.ApiKeySid, "the API key SID")
            ?? RequireSid(jwt, "sub", account.AccountSid, "the account SID")
            ?? RequireSignature(jwt, account.ApiKeySecret, "the secret of the API key in iss");

    private TokenRefusal? RequireSid(Jwt jwt, string claim, string expected, string meaning)
    {
        var sid = Json.Text(jwt.Payload, claim);
        if (sid == expected && expected.Length > 0)
        {
            return null;
        }

        var was = sid switch
        {
            null => jwt.Payload.Shape(claim),
            _ when sid == account.AccountSid => "the account SID",
            _ when sid == account.AuthToken => "the auth token, which anybody can read there",
            _ when sid == account.ApiKeySecret => "the API key's secret, which anybody can read there",
            _ when sid == account.ApiKeySid => "the API key SID",
            _ when string.Equals(sid.Trim(), expected, StringComparison.OrdinalIgnoreCase) =>
                "the right SID in another case, or with white space around it",
            _ => jwt.Payload.Shape(claim),
        };
        var remedy = was.EndsWith("real account", StringComparison.Ordinal)
            ? "This is a real account's token: the sandbox never takes those. Issue it with the sandbox account, or connect to Twilio."
            : "A capability token has the account SID in iss; an access token the API key SID in iss and the account SID in sub.";
        return TokenRefusal.UnknownAccount(expected.Length == 0
            ? new(claim, was, "no access token at all", "Set Sandbox:ApiKeySid and Sandbox:ApiKeySecret to have them taken.")
            : new(claim, was, $"{meaning}, {expected}", remedy) { Fix = token => token.WithClaim(claim, expected) });
    }

    private TokenRefusal? RequireSignature(Jwt jwt, string secret, string meaning)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        return jwt.IsSignedWith(key) ? null : TokenRefusal.BadSignature(
            new(
                "signature", WrongKey(jwt), $"HMAC-SHA256 of header.payload with {meaning}",
                "Use that secret, as text, and change nothing after signing.")
            {
                Fix = token => token with { IsSignedWith = other => other.AsSpan().SequenceEqual(key) },
            });
    }

    // The keys that people take by mistake. Each is tried, so the one that was taken can be named.
    private string WrongKey(Jwt jwt)
    {
        (string Meaning, byte[] Key)[] keys =
        [
            ("made with the account's auth token", Encoding.UTF8.GetBytes(account.AuthToken)),
            ("made with the secret of the API key", Encoding.UTF8.GetBytes(account.ApiKeySecret)),
            ("made with the account SID", Encoding.UTF8.GetBytes(account.AccountSid)),
            ("made with the API key SID", Encoding.UTF8.GetBytes(account.ApiKeySid)),
            ("made with an empty key", []),
            ("made with the auth token and a line break after it", Encoding.UTF8.GetBytes(account.AuthToken + "\n")),
            ("made with the API key's secret and a line break after it", Encoding.UTF8.GetBytes(account.ApiKeySecret + "\n")),
            ("made with the bytes that the auth token's hexadecimal digits stand for", FromHex(account.AuthToken)),
            ("made with the bytes that the secret stands for as base64", FromBase64(account.ApiKeySecret)),
        ];
        return keys.FirstOrDefault(candidate => jwt.IsSignedWith(candidate.Key)).Meaning
            ?? (jwt.SignatureLength == HMACSHA256.HashSizeInBytes ? "made with another key, or not of this header and payload"
                : $"{jwt.SignatureLength} bytes long, not {HMACSHA256.HashSizeInBytes}");
    }

    private static byte[] FromHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];

    private static byte[] FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : [];
    }
}
