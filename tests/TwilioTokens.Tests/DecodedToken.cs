using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TwilioTokens.Tests;

/// <summary>A JWT decoded with base64url, JSON and HMAC only, without code of the product.</summary>
internal sealed record DecodedToken(JsonObject Header, JsonObject Payload, string SigningInput, byte[] Signature)
{
    // header.payload.signature, each base64url without padding
    public static DecodedToken Of(string token)
    {
        var parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        return new(Json(parts[0]), Json(parts[1]), $"{parts[0]}.{parts[1]}", Base64Url.DecodeFromChars(parts[2]));
    }

    public string Scope => Payload["scope"]!.GetValue<string>();

    public string[] Scopes => Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public long ExpiresAt => Payload["exp"]!.GetValue<long>();

    public bool IsSignedWith(string authToken) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.ASCII.GetBytes(SigningInput)).AsSpan().SequenceEqual(Signature);

    private static JsonObject Json(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}
