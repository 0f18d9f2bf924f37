using System.Buffers.Text;
using System.Text.Json;

namespace EndToEnd.Tests.Harness;

/// <summary>A capability token as the page received it, read without any of the product's code.</summary>
public sealed record IssuedToken(JsonElement Answer, JsonElement Header, JsonElement Payload)
{
    public string[] Scopes => Payload.GetProperty("scope").GetString()!.Split(' ');

    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(Payload.GetProperty("exp").GetInt64());

    public static IssuedToken Read(JsonElement answer)
    {
        var parts = answer.GetProperty("token").GetString()!.Split('.');
        Assert.Equal(3, parts.Length);
        return new(answer, Decode(parts[0]), Decode(parts[1]));
    }

    /// <summary>The token says what it may, for whom, and until when, and nothing more.</summary>
    public void ShouldAllow(string scope, TimeSpan life)
    {
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", Header.GetRawText());
        Assert.Equal(["exp", "iss", "scope"], Payload.EnumerateObject().Select(claim => claim.Name).Order());
        Assert.Equal("AC00000000000000000000000000facade", Payload.GetProperty("iss").GetString());
        Assert.Equal([scope], Scopes);
        // The token was made between the click and now; both clocks are this machine's.
        Assert.InRange(ExpiresAt - DateTimeOffset.UtcNow, life - TimeSpan.FromSeconds(10), life);
    }

    private static JsonElement Decode(string part)
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return json.RootElement.Clone();
    }
}
