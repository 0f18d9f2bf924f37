using System.Buffers.Text;
using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>A token as the page received it, decoded without the product's code.</summary>
/// <param name="Header">The decoded header.</param>
/// <param name="Payload">The decoded payload.</param>
/// <param name="RequestedAt">A time before the token was issued.</param>
/// <param name="ReceivedAt">A time after it was issued.</param>
public sealed record IssuedToken(JsonElement Header, JsonElement Payload, DateTimeOffset RequestedAt, DateTimeOffset ReceivedAt)
{
    /// <summary>The scopes of a capability token.</summary>
    public string[] Scopes => Payload.GetProperty("scope").GetString()!.Split(' ');

    /// <summary>The claim <c>exp</c>.</summary>
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(Payload.GetProperty("exp").GetInt64());

    /// <summary>Decodes a token.</summary>
    public static IssuedToken Read(string token, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        var parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        return new(Decode(parts[0]), Decode(parts[1]), requestedAt, receivedAt);
    }

    /// <summary>Checks that a capability token allows this scope for this time, and nothing else.</summary>
    public void ShouldAllow(string scope, TimeSpan life)
    {
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", Header.GetRawText());
        Assert.Equal(["exp", "iss", "scope"], Payload.EnumerateObject().Select(claim => claim.Name).Order());
        Assert.Equal("AC00000000000000000000000000facade", Payload.GetProperty("iss").GetString());
        Assert.Equal([scope], Scopes);
        // exp has whole seconds, rounded down. All clocks are this machine's.
        Assert.InRange(ExpiresAt - life, RequestedAt.AddSeconds(-1), ReceivedAt);
    }

    /// <summary>One part of a token, decoded.</summary>
    internal static JsonElement Decode(string part)
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return json.RootElement.Clone();
    }
}
