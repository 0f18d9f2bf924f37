using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>A token that a page received, and what is known of it without any of the product's code.</summary>
/// <param name="Token">The whole token.</param>
/// <param name="Kind">capability or access.</param>
/// <param name="Identity">Who is signed in.</param>
/// <param name="Purpose">What the page was doing.</param>
/// <param name="AskedAt">A moment before it was made.</param>
/// <param name="ReceivedAt">A moment after.</param>
public sealed record ReceivedToken(string Token, string Kind, string Identity, Purpose Purpose, DateTimeOffset AskedAt, DateTimeOffset ReceivedAt);

/// <summary>What a token is for: the least that it must allow, and so all that it may.</summary>
/// <param name="Incoming">To be called.</param>
/// <param name="Outgoing">To call.</param>
/// <param name="Ttl">For how long, in seconds.</param>
public sealed record Purpose(bool Incoming, bool Outgoing, int Ttl = 3600)
{
    /// <summary>What the display of the page says is going on: a call of one's own, or anything else.</summary>
    public static Purpose Of(string status, bool registered) => status.Split(' ')[0] is "Calling" or "Ringing" ? new(registered, true) : new(true, false);

    /// <summary>What the body of a request says.</summary>
    public static Purpose Of(JsonElement body) => new(Is(body, "incoming"), Is(body, "outgoing"), TtlOf(body));

    /// <summary>With the life that a page has asked for: that is the person's choice.</summary>
    public Purpose WithLifeOf(string? body)
    {
        using var json = JsonDocument.Parse(body ?? "{}");
        return this with { Ttl = TtlOf(json.RootElement) };
    }

    private static bool Is(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int TtlOf(JsonElement body) => body.TryGetProperty("ttl", out var ttl) ? ttl.GetInt32() : 3600;
}
