using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwilioTokens;

/// <summary>Writes any value as JSON, and refuses strings that .NET would silently change: see <see cref="UnicodeText"/>.</summary>
internal static class StrictJson
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new StrictText() } };

    /// <exception cref="ArgumentException">A string is not valid Unicode, or a value cannot be written as JSON.</exception>
    public static JsonElement Of(IReadOnlyDictionary<string, object?> value)
    {
        try
        {
            return JsonSerializer.SerializeToElement(value, s_options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new ArgumentException("A value cannot be written as JSON. Expected: strings, numbers, booleans, null, and lists and dictionaries of these.", nameof(value), e);
        }
    }

    private sealed class StrictText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            UnicodeText.ThrowIfMalformed(value);
            writer.WriteStringValue(value);
        }

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            UnicodeText.ThrowIfMalformed(value);
            writer.WritePropertyName(value);
        }
    }
}
