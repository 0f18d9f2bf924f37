using System.Text.Json;

namespace TwilioSandbox;

/// <summary>Reads members of JSON that a stranger wrote: what is not there, not of the type, or not text at all is null.</summary>
internal static class Json
{
    public static string? Text(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not UTF-8, or half of a surrogate pair ("\ud800"): valid to the parser, no text.
            return null;
        }
    }

    public static JsonElement? Object(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;
}
