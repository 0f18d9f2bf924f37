using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>Makes a token that nobody should have made, out of one that TokenApi has made. Uses none of the product's code.</summary>
public static class Forge
{
    private const string AuthToken = "000000000000000000000000badcafe0";
    private const string ApiKeySecret = "sandboxSecretNotARealOne00000000";

    /// <summary>The token with another payload, signed with the sandbox account's own secret: genuine, and wrong.</summary>
    public static string Change(string token, Action<JsonObject> change)
    {
        var parts = token.Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        change(payload);
        var isAccess = payload.ContainsKey("grants");
        return Sign($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}", isAccess ? ApiKeySecret : AuthToken);
    }

    /// <summary>The same token, signed with a key that the account does not have.</summary>
    public static string WithWrongKey(string token) => Sign(token[..token.LastIndexOf('.')], "somebody else's key, of 32 bytes");

    private static string Sign(string unsigned, string secret) =>
        $"{unsigned}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(unsigned)))}";
}
