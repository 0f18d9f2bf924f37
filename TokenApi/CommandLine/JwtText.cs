using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TokenApi.CommandLine;

/// <summary>A JWT taken apart, and not believed: <c>header.payload.signature</c>, each base64url without padding.</summary>
internal sealed record JwtText(JsonElement Header, JsonElement Payload, string SigningInput, byte[] Signature)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a token; when it is none, <paramref name="fault"/> says what is wrong with its form.</summary>
    public static bool TryRead(string token, [NotNullWhen(true)] out JwtText? jwt, [NotNullWhen(false)] out string? fault)
    {
        (jwt, fault) = (null, null);
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            fault = token.Length == 0 ? "There is none." : $"It has {parts.Length} part{(parts.Length == 1 ? "" : "s")}.";
            return false;
        }

        if (parts.Any(part => part.AsSpan().ContainsAny(" \t\r\n=") || !Base64Url.IsValid(part)))
        {
            fault = "A part is not base64url.";
            return false;
        }

        try
        {
            var (header, payload) = (ReadObject(parts[0]), ReadObject(parts[1]));
            jwt = new(header, payload, $"{parts[0]}.{parts[1]}", Base64Url.DecodeFromChars(parts[2]));
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is no JsonException. Its message would quote the token.
            fault = "Header or payload is not a JSON object that names each member once.";
            return false;
        }
    }

    public bool IsSignedWith(string secret) => CryptographicOperations.FixedTimeEquals(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(SigningInput)), Signature);

    private static JsonElement ReadObject(string part)
    {
        var json = Base64Url.DecodeFromChars(part);
        using var document = Utf8.IsValid(json) ? JsonDocument.Parse(json, Strict) : throw new JsonException();
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
    }
}
