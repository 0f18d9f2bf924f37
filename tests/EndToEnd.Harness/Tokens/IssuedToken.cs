using System.Buffers.Text;
using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>A token as the page received it, read without any of the product's code.</summary>
/// <param name="Header">Its first part, decoded.</param>
/// <param name="Payload">Its second part, decoded.</param>
/// <param name="AskedAt">A moment before it was made.</param>
/// <param name="ReceivedAt">A moment after.</param>
public sealed record IssuedToken(JsonElement Header, JsonElement Payload, DateTimeOffset AskedAt, DateTimeOffset ReceivedAt)
{
    /// <summary>Each thing that it allows.</summary>
    public string[] Scopes => Payload.GetProperty("scope").GetString()!.Split(' ');

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(Payload.GetProperty("exp").GetInt64());

    /// <summary>Takes a token apart.</summary>
    public static IssuedToken Read(string token, DateTimeOffset askedAt, DateTimeOffset receivedAt)
    {
        var parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        return new(Decode(parts[0]), Decode(parts[1]), askedAt, receivedAt);
    }

    /// <summary>The token says what it may, for whom, and until when, and nothing more.</summary>
    public void ShouldAllow(string scope, TimeSpan life)
    {
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", Header.GetRawText());
        Assert.Equal(["exp", "iss", "scope"], Payload.EnumerateObject().Select(claim => claim.Name).Order());
        Assert.Equal("AC00000000000000000000000000facade", Payload.GetProperty("iss").GetString());
        Assert.Equal([scope], Scopes);
        // exp counts in whole seconds from the second in which the token was made. All clocks are this machine's.
        Assert.InRange(ExpiresAt - life, AskedAt.AddSeconds(-1), ReceivedAt);
    }

    /// <summary>One part of a token, decoded.</summary>
    internal static JsonElement Decode(string part)
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return json.RootElement.Clone();
    }
}
