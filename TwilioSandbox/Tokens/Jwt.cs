using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>The parts of a JSON Web Token, before any check.</summary>
/// <param name="Header">A JSON object with valid Unicode.</param>
/// <param name="Payload">A JSON object with valid Unicode.</param>
/// <param name="SignatureLength">In bytes.</param>
/// <param name="IsSignedWith">Whether the signature is HMAC-SHA256 with this key, compared in constant time.</param>
/// <remarks><code>base64url(header) . base64url(payload) . base64url(HMAC-SHA256(key, header.payload))</code></remarks>
internal sealed record Jwt(JsonElement Header, JsonElement Payload, int SignatureLength, Func<byte[], bool> IsSignedWith)
{
    // Much longer than any real token, which must fit into an HTTP header.
    public const int MaxLength = 16 * 1024;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly SearchValues<char> s_base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Splits a token. On failure, <paramref name="defect"/> explains what is wrong with its form.</summary>
    public static bool TryParse(string token, [NotNullWhen(true)] out Jwt? jwt, [NotNullWhen(false)] out TokenDefect? defect)
    {
        jwt = null;
        defect = null;
        if (token.Length > MaxLength)
        {
            defect = new("token", $"{token.Length} characters long", $"at most {MaxLength}", "Put less into the token.");
            return false;
        }

        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            defect = new(
                "token", $"{parts.Length} parts joined by dots", "three, header.payload.signature",
                "Pass only the token, and all of it, to the SDK.");
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
            // Spare bits of the last character must be zero.
            : Base64Url.IsValid(part) ? null : "cut off, or changed at its end";
        bytes = was is null ? Base64Url.DecodeFromChars(part) : [];
        return was is null ? null
            : new(name, was, "base64url: A-Z a-z 0-9 - _ and nothing else", "Encode it with a JWT library, and do not change it.");
    }

    private static TokenDefect? Read(string name, byte[] utf8, out JsonElement json)
    {
        json = default;
        try
        {
            using var document = JsonDocument.Parse(utf8, s_json);
            json = document.RootElement.Clone();
            ReadTexts(json);
            return json.ValueKind == JsonValueKind.Object ? null : Malformed(ClaimExtensions.Shape(json));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Malformed("not JSON in this form");
        }

        TokenDefect Malformed(string was) => new(
            name, was, "one JSON object in UTF-8 without a byte order mark, every member once, at most 16 levels deep", "Write it with a JSON library.");
    }

    // The parser accepts half of a surrogate pair ("\ud800"), and reading it throws. After this check nothing throws.
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
