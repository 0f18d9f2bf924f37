using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>Makes a token with a defect out of one from TokenApi. Uses no code of the product.</summary>
public static class Forge
{
    /// <summary>The token with another payload, correctly signed with the sandbox account's secret.</summary>
    public static string Change(string token, Action<JsonObject> change)
    {
        var parts = token.Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        var isAccess = payload.ContainsKey("grants");
        change(payload);
        return Sign($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}", Sandbox.Account[isAccess ? "ApiKeySecret" : "AuthToken"]);
    }

    /// <summary>A capability token with the grants of an access token, or an access token with the scopes of a capability token.</summary>
    public static string WithClaimsOfTheOtherKind(string token) => Change(token, claims =>
    {
        if (claims.Remove("grants"))
        {
            claims["scope"] = "scope:client:incoming?clientName=somebody";
        }
        else
        {
            claims.Remove("scope");
            claims["grants"] = new JsonObject { ["identity"] = "somebody", ["voice"] = new JsonObject { ["incoming"] = new JsonObject { ["allow"] = true } } };
        }
    });

    private static string Sign(string unsigned, string secret) =>
        $"{unsigned}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(unsigned)))}";
}
