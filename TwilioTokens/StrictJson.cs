using System.Buffers;
using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TwilioTokens;

/// <summary>Writes JSON values without reflection, and refuses strings that .NET would silently change: see <see cref="UnicodeText"/>.</summary>
internal static class StrictJson
{
    // JsonSerializer's limit. It also ends a list that contains itself.
    private const int MaxDepth = 64;

    /// <exception cref="ArgumentException">A string is not valid Unicode, or a value cannot be written as JSON.</exception>
    public static JsonElement Of(IReadOnlyDictionary<string, object?> value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new() { MaxDepth = MaxDepth }))
        {
            try
            {
                Write(writer, value);
            }
            catch (InvalidOperationException)
            {
                throw Unwritable("nested more than 64 levels deep");
            }
        }

        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: WriteText(writer, text); break;
            case bool boolean: writer.WriteBooleanValue(boolean); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case long or int or uint or short or ushort or sbyte or byte: writer.WriteNumberValue(Convert.ToInt64(value, null)); break;
            case JsonElement element: element.WriteTo(writer); break;
            case JsonValue node when node.TryGetValue<string>(out var text): WriteText(writer, text); break;
            case JsonValue node: node.WriteTo(writer); break;
            case IEnumerable<KeyValuePair<string, object?>> pairs: WriteObject(writer, pairs); break;
            case JsonObject node: WriteObject(writer, node.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))); break;
            case IDictionary pairs: WriteObject(writer, Pairs(pairs)); break;
            case IEnumerable list: WriteList(writer, list); break;
            default: throw Unwritable($"a {value.GetType().Name}");
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in pairs)
        {
            UnicodeText.ThrowIfMalformed(name);
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    // Of any dictionary, such as Dictionary<string, string>.
    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary pairs)
    {
        foreach (DictionaryEntry pair in pairs)
        {
            yield return KeyValuePair.Create(pair.Key as string ?? throw Unwritable("a dictionary with keys that are not strings"), pair.Value);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (var value in list)
        {
            Write(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        UnicodeText.ThrowIfMalformed(text);
        writer.WriteStringValue(text);
    }

    private static ArgumentException Unwritable(string what) => new(
        $"A parameter of the grant is {what}, and cannot be written as JSON. Expected: strings, numbers, booleans, null, and lists and dictionaries of these.");
}
