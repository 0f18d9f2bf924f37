using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TwilioSandbox.Tokens;

/// <summary>Reads and replaces members of a token's JSON.</summary>
internal static partial class ClaimExtensions
{
    /// <summary>Whether the member exists, with any type.</summary>
    public static bool Has(this JsonElement json, string name) => json.TryGetProperty(name, out _);

    /// <summary>A NumericDate as Twilio accepts it: a JSON integer that is not negative and has no fraction or exponent.</summary>
    public static bool TryGetSeconds(this JsonElement json, string name, out long seconds)
    {
        seconds = 0;
        return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && long.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    /// <summary>A copy of the object with the member set, or removed if <paramref name="value"/> is null.</summary>
    public static JsonElement With(this JsonElement json, string name, object? value)
    {
        var members = json.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
        members.Remove(name);
        if (value is not null)
        {
            members[name] = value;
        }

        return JsonSerializer.SerializeToElement(members);
    }

    public static Jwt WithClaim(this Jwt jwt, string name, object? value) => jwt with { Payload = jwt.Payload.With(name, value) };

    public static Jwt WithHeader(this Jwt jwt, string name, object? value) => jwt with { Header = jwt.Header.With(name, value) };

    /// <summary>The shape of a member. Its value is not shown, because it can be a secret in the wrong place.</summary>
    public static string Shape(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Shape(value) : "missing";

    public static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Shape(value.GetString()!),
        JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny(".eE") => "a number with a fraction or an exponent",
        JsonValueKind.Number when value.GetRawText()[0] == '-' => "a negative number",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };

    private static string Shape(string text) => text switch
    {
        "" => "an empty string",
        _ when text.All(char.IsAsciiDigit) => "a string of digits",
        _ when SandboxSid().IsMatch(text) => $"another SID of the sandbox, {text[..2]}…",
        _ when Sid().IsMatch(text) => $"the SID {text[..2]}… of a real account",
        _ when text != text.Trim() => "a string with white space around it",
        _ => $"another string, of {text.Length} characters",
    };

    [GeneratedRegex(@"\A[A-Z]{2}0{20}[0-9A-Fa-f]{12}\z")]
    private static partial Regex SandboxSid();

    [GeneratedRegex(@"\A(AC|SK|AP)[0-9A-Fa-f]{32}\z")]
    private static partial Regex Sid();
}
