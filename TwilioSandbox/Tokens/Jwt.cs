using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>A JSON Web Token taken apart, not yet believed.</summary>
/// <remarks><code>base64url(header) . base64url(payload) . base64url(HMAC-SHA256(key, header.payload))</code></remarks>
internal sealed class Jwt
{
    // A token is one HTTP header or one frame long everywhere else; nothing real comes near.
    private const int MaxLength = 16 * 1024;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly byte[] _signedBytes;
    private readonly byte[] _signature;

    private Jwt(JsonElement header, JsonElement payload, byte[] signedBytes, byte[] signature)
    {
        Header = header;
        Payload = payload;
        _signedBytes = signedBytes;
        _signature = signature;
    }

    public JsonElement Header { get; }

    public JsonElement Payload { get; }

    /// <summary>Takes <paramref name="token"/> apart; on failure <paramref name="fault"/> says what is wrong with its form.</summary>
    public static bool TryParse(string token, [NotNullWhen(true)] out Jwt? jwt, [NotNullWhen(false)] out string? fault)
    {
        jwt = null;
        if (token.Length > MaxLength)
        {
            fault = $"It is {token.Length} characters long; at most {MaxLength} are read.";
            return false;
        }

        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            fault = $"It has {parts.Length} parts; a JWT has three, header.payload.signature, joined by dots.";
            return false;
        }

        if (!TryDecode(parts[0], out var header) || !TryDecode(parts[1], out var payload) || !TryDecode(parts[2], out var signature))
        {
            fault = "A part is not base64url (A-Z a-z 0-9 - _, without padding).";
            return false;
        }

        if (!TryReadObject(header, out var headerJson) || !TryReadObject(payload, out var payloadJson))
        {
            fault = "Header and payload must each be one JSON object without repeated members.";
            return false;
        }

        jwt = new Jwt(headerJson, payloadJson, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature);
        fault = null;
        return true;
    }

    /// <summary>Whether the signature is HMAC-SHA256 with <paramref name="secret"/>; takes the same time for every wrong one.</summary>
    public bool IsSignedWith(string secret) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), _signedBytes), _signature);

    private static bool TryDecode(string part, out byte[] bytes)
    {
        bytes = [];
        // Base64Url tolerates white space and padding; a JWT does not.
        if (part.Length == 0 || part.AsSpan().ContainsAnyExcept(s_base64Url) || !Base64Url.IsValid(part))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(part);
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> s_base64Url =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static bool TryReadObject(byte[] utf8, out JsonElement json)
    {
        json = default;
        try
        {
            using var document = JsonDocument.Parse(utf8, s_json);
            json = document.RootElement.Clone();
            return json.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
