using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace TokenBenchmarks;

/// <summary>Checks that floor and product create the same tokens. Otherwise their times could not be compared.</summary>
internal static class Agreement
{
    public static void Check()
    {
        var clock = new StoppedClock();
        var (floor, product) = (new Floor(clock), new Product(clock));
        if (floor.Capability() != product.Capability() || !JsonNode.DeepEquals(Claims(floor.AccessToken()), Claims(product.AccessToken())))
        {
            throw new InvalidOperationException("Floor and product create different tokens, so their times cannot be compared.");
        }
    }

    // jti ends with random digits.
    private static JsonObject Claims(string token)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
        claims["jti"] = claims["jti"]?.GetValue<string>().Length;
        return claims;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    }
}
