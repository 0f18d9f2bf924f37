using System.Security.Cryptography;
using System.Text;

namespace TwilioSandbox.Tokens;

/// <summary>The issuer: the account with its auth token, or an API key with its secret.</summary>
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
        if (expected.Length == 0)
        {
            return TokenRefusal.UnknownAccount(new(
                claim, Describe(jwt, claim, expected), "no access token", "Set Sandbox:ApiKeySid and Sandbox:ApiKeySecret to accept access tokens."));
        }

        if (Json.Text(jwt.Payload, claim) == expected)
        {
            return null;
        }

        var was = Describe(jwt, claim, expected);
        var remedy = was.EndsWith("real account", StringComparison.Ordinal)
            ? "The sandbox never accepts tokens of real accounts. Issue it with the sandbox account, or connect to Twilio."
            : "A capability token has the account SID in iss. An access token has the API key SID in iss and the account SID in sub.";
        return TokenRefusal.UnknownAccount(new(claim, was, $"{meaning}, {expected}", remedy, token => token.WithClaim(claim, expected)));
    }

    private string Describe(Jwt jwt, string claim, string expected) => Json.Text(jwt.Payload, claim) switch
    {
        null => jwt.Payload.Shape(claim),
        var sid when sid == account.AccountSid => "the account SID",
        var sid when sid == account.AuthToken => "the auth token, a secret that anyone can read there",
        var sid when sid == account.ApiKeySecret => "the API key's secret, which anyone can read there",
        var sid when sid == account.ApiKeySid => "the API key SID",
        var sid when string.Equals(sid.Trim(), expected, StringComparison.OrdinalIgnoreCase) => "the right SID in another case, or with white space around it",
        _ => jwt.Payload.Shape(claim),
    };

    private TokenRefusal? RequireSignature(Jwt jwt, string secret, string meaning)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        return jwt.IsSignedWith(key) ? null : TokenRefusal.BadSignature(new(
            "signature", DescribeKey(jwt), $"HMAC-SHA256 of header.payload with {meaning}", "Use that secret as text, and change nothing after signing.",
            token => token with { IsSignedWith = other => other.AsSpan().SequenceEqual(key) }));
    }

    // Tries keys that are used by mistake, to name the one that was used.
    private string DescribeKey(Jwt jwt)
    {
        (string Meaning, string Key)[] keys =
        [
            ("made with the account's auth token", account.AuthToken),
            ("made with the secret of the API key", account.ApiKeySecret),
            ("made with the account SID", account.AccountSid),
            ("made with the API key SID", account.ApiKeySid),
            ("made with an empty key", ""),
            ("made with the auth token and a line break after it", account.AuthToken + "\n"),
            ("made with the API key's secret and a line break after it", account.ApiKeySecret + "\n"),
        ];
        return Array.Find(keys, candidate => jwt.IsSignedWith(Encoding.UTF8.GetBytes(candidate.Key))).Meaning
            ?? (jwt.SignatureLength == HMACSHA256.HashSizeInBytes ? "made with another key, or for another header and payload"
                : $"{jwt.SignatureLength} bytes long, not {HMACSHA256.HashSizeInBytes}");
    }
}
