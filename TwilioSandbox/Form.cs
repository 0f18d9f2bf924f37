using System.Net;

namespace TwilioSandbox;

/// <summary>Form encoding, <c>To=alice&amp;Foo=bar%20baz</c>: how scopes, pages and webhooks carry parameters.</summary>
internal static class Form
{
    /// <summary>Reads it, in order; <c>+</c> is a space, too.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parse(string form)
    {
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? new(WebUtility.UrlDecode(pair), "")
                : new(WebUtility.UrlDecode(pair[..equals]), WebUtility.UrlDecode(pair[(equals + 1)..]));
        }
    }

    /// <summary>Writes it, with <c>%20</c> for a space.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
}
