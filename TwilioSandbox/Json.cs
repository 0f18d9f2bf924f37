using System.Text.Json;

namespace TwilioSandbox;

/// <summary>Reads members of untrusted JSON. A member that is missing, has another type or is not valid Unicode is null.</summary>
internal static class Json
{
    public static string? Text(JsonElement json, string name) =>
        Read(json, name, value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    public static JsonElement? Object(JsonElement json, string name) =>
        Read(json, name, value => value.ValueKind == JsonValueKind.Object ? value : (JsonElement?)null);

    public static bool IsTrue(JsonElement json, string name) => Read(json, name, value => value.ValueKind == JsonValueKind.True);

    /// <summary>The JSON text of a member.</summary>
    public static string? Raw(JsonElement json, string name) => Read(json, name, value => value.GetRawText());

    private static T? Read<T>(JsonElement json, string name, Func<JsonElement, T?> read)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? read(value) : default;
        }
        catch (InvalidOperationException)
        {
            // The parser accepts invalid UTF-8 and half of a surrogate pair ("\ud800") in names and texts.
            return default;
        }
    }
}
