using Microsoft.AspNetCore.WebUtilities;

namespace TwilioSandbox;

/// <summary>Form encoding, <c>To=alice&amp;Foo=bar%20baz</c>: the format of parameters in scopes, pages and webhooks.</summary>
internal static class Form
{
    /// <summary>Reads parameters in order. Names are case-sensitive, and <c>+</c> is a space.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parse(string form)
    {
        foreach (var pair in new QueryStringEnumerable(form))
        {
            yield return new(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        }
    }

    /// <summary>Writes parameters, with <c>%20</c> for a space.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
}
