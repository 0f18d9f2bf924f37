using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Container.Tests;

/// <summary>Verifies a token by RFC 7515 alone: HMAC-SHA256 over the first two parts.</summary>
internal static class Oracle
{
    /// <summary>The claims. The test fails if the token is not signed with this secret.</summary>
    public static JsonElement Read(string token, string secret)
    {
        var parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        Assert.Equal("HS256", Decode(parts[0]).GetProperty("alg").GetString());
        Assert.Equal(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Base64Url.DecodeFromChars(parts[2]));
        return Decode(parts[1]);
    }

    private static JsonElement Decode(string part) => JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(part));
}
