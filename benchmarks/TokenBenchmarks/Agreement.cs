using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace TokenBenchmarks;

/// <summary>Comparing times means something only for the same work, so all must make the same token first.</summary>
internal static class Agreement
{
    public static void Check()
    {
        var clock = new StoppedClock();
        var (product, legacy) = (new Product(clock), new LegacyHandler(clock));
        foreach (var floor in new[] { new Floor(clock), new Floor(clock, keepHmac: true) })
        {
            Same(floor.Capability() == product.Capability(), "floor and product: capability token");
            Same(JsonNode.DeepEquals(Claims(floor.AccessToken()), Claims(product.AccessToken())), "floor and product: access token");
        }

        Same(JsonNode.DeepEquals(Claims(legacy.Capability()), Claims(product.Capability())), "JwtSecurityTokenHandler and product: capability token");
        Same(JsonNode.DeepEquals(Claims(legacy.AccessToken()), Claims(product.AccessToken())), "JwtSecurityTokenHandler and product: access token");
    }

    // The random end of jti is what must differ.
    private static JsonObject Claims(string token)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
        claims["jti"] = claims["jti"]?.GetValue<string>().Length;
        return claims;
    }

    private static void Same(bool same, string what)
    {
        if (!same)
        {
            throw new InvalidOperationException($"Not the same work, so the times mean nothing: {what}.");
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    }
}
