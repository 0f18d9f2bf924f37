using System.Text.Json;

namespace TwilioSandbox;

/// <summary>Reads members of JSON that a stranger wrote: what is not there, not of the type, or not text at all is null.</summary>
internal static class Json
{
    public static string? Text(JsonElement json, string name) =>
        Read(json, name, value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    public static JsonElement? Object(JsonElement json, string name) =>
        Read(json, name, value => value.ValueKind == JsonValueKind.Object ? value : (JsonElement?)null);

    public static bool IsTrue(JsonElement json, string name) => Read(json, name, value => value.ValueKind == JsonValueKind.True);

    private static T? Read<T>(JsonElement json, string name, Func<JsonElement, T?> read)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? read(value) : default;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not UTF-8, or half of a surrogate pair ("\ud800"), in a name or in the text: valid to the parser, no text.
            return default;
        }
    }
}
