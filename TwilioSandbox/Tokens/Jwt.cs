using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TwilioSandbox.Tokens;

/// <summary>A JSON Web Token taken apart, not yet believed.</summary>
/// <param name="Header">A JSON object; every text in it is valid Unicode.</param>
/// <param name="Payload">The same.</param>
/// <param name="SignatureLength">In bytes.</param>
/// <param name="IsSignedWith">Whether the signature is HMAC-SHA256 with this key; takes the same time for every wrong one.</param>
/// <remarks><code>base64url(header) . base64url(payload) . base64url(HMAC-SHA256(key, header.payload))</code></remarks>
internal sealed record Jwt(JsonElement Header, JsonElement Payload, int SignatureLength, Func<byte[], bool> IsSignedWith)
{
    // A token is one HTTP header or one frame long everywhere else; nothing real comes near.
    public const int MaxLength = 16 * 1024;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly SearchValues<char> s_base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Takes <paramref name="token"/> apart; on failure <paramref name="defect"/> says what is wrong with its form.</summary>
    public static bool TryParse(string token, [NotNullWhen(true)] out Jwt? jwt, [NotNullWhen(false)] out TokenDefect? defect)
    {
        jwt = null;
        defect = null;
        if (token.Length > MaxLength)
        {
            defect = new("token", $"{token.Length} characters long", $"at most {MaxLength}", "Put less into it.");
            return false;
        }

        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            defect = new(
                "token", $"{parts.Length} parts joined by dots", "three, header.payload.signature",
                "Give the SDK the token alone, and all of it.");
            return false;
        }

        byte[] signature = [];
        JsonElement header = default, payload = default;
        defect = Decode("header", parts[0], out var headerBytes)
            ?? Decode("payload", parts[1], out var payloadBytes)
            ?? Decode("signature", parts[2], out signature)
            ?? Read("header", headerBytes, out header)
            ?? Read("payload", payloadBytes, out payload);
        if (defect is not null)
        {
            return false;
        }

        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        jwt = new Jwt(
            header, payload, signature.Length, key => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), signature));
        return true;
    }

    private static TokenDefect? Decode(string name, string part, out byte[] bytes)
    {
        var was = part.Length == 0 ? "empty"
            : part.AsSpan().ContainsAny("+/") ? "standard base64, with + or /"
            : part.Contains('=', StringComparison.Ordinal) ? "padded with ="
            : part.AsSpan().ContainsAnyExcept(s_base64Url) ? "text with other characters"
            // The last character may have bits to spare. They are zero, or it would be another text for the same bytes.
            : Base64Url.IsValid(part) ? null : "cut off, or changed at its end";
        bytes = was is null ? Base64Url.DecodeFromChars(part) : [];
        return was is null ? null
            : new(name, was, "base64url: A-Z a-z 0-9 - _ and nothing else", "Encode it with a JWT library, and send it unchanged.");
    }

    private static TokenDefect? Read(string name, byte[] utf8, out JsonElement json)
    {
        json = default;
        try
        {
            using var document = JsonDocument.Parse(utf8, s_json);
            json = document.RootElement.Clone();
            ReadTexts(json);
            return json.ValueKind == JsonValueKind.Object ? null : Defect(Claim.Shape(json));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Defect(Misreading(utf8));
        }

        TokenDefect Defect(string was) => new(
            name, was, "one JSON object in UTF-8, every member once, at most 16 levels deep", "Make it with a JSON library.");
    }

    private static string Misreading(byte[] utf8) =>
        !Utf8.IsValid(utf8) ? "no UTF-8"
        : utf8.AsSpan().StartsWith("\uFEFF"u8) ? "text with a byte order mark"
        : IsJson(utf8, s_json.MaxDepth) ? "JSON with a member twice, or with half a surrogate pair"
        : IsJson(utf8, MaxLength) ? "JSON that is nested too deep"
        : "no JSON that can be read";

    private static bool IsJson(byte[] utf8, int maxDepth)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = maxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The parser lets half of a surrogate pair ("\ud800") through; reading it throws. After this, nothing does.
    private static void ReadTexts(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            case JsonValueKind.Array:
                json.EnumerateArray().ToList().ForEach(ReadTexts);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }
}
