using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>A token that a page received, and what it should be.</summary>
/// <param name="Token">The whole token.</param>
/// <param name="Kind">capability or access.</param>
/// <param name="Identity">The name of the signed-in person.</param>
/// <param name="Purpose">What the page was doing.</param>
/// <param name="RequestedAt">A time before the token was issued.</param>
/// <param name="ReceivedAt">A time after it was issued.</param>
public sealed record ReceivedToken(string Token, string Kind, string Identity, Purpose Purpose, DateTimeOffset RequestedAt, DateTimeOffset ReceivedAt);

/// <summary>What a token is for: it must allow this and nothing else.</summary>
/// <param name="Incoming">Incoming calls.</param>
/// <param name="Outgoing">Outgoing calls.</param>
/// <param name="Ttl">Its life in seconds.</param>
public sealed record Purpose(bool Incoming, bool Outgoing, int Ttl = 3600)
{
    /// <summary>Derived from the page's status: an outgoing call, or anything else.</summary>
    public static Purpose Of(string status, bool registered) => status.Split(' ')[0] is "Calling" or "Ringing" ? new(registered, true) : new(true, false);

    /// <summary>Derived from the body of a request.</summary>
    public static Purpose Of(JsonElement body) => new(Is(body, "incoming"), Is(body, "outgoing"), TtlOf(body));

    /// <summary>With the life in the request, which the person chooses.</summary>
    public Purpose WithLifeOf(string? body)
    {
        using var json = JsonDocument.Parse(body ?? "{}");
        return this with { Ttl = TtlOf(json.RootElement) };
    }

    private static bool Is(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int TtlOf(JsonElement body) => body.TryGetProperty("ttl", out var ttl) ? ttl.GetInt32() : 3600;
}
