namespace TwilioTokens;

/// <summary>
/// Encodes forms as Ruby's <c>CGI.escape</c> does: UTF-8, upper-case hexadecimal, <c>+</c> for a space, and only
/// <c>A-Z a-z 0-9 - _ . ~</c> unchanged. No encoder of .NET does exactly this.
/// </summary>
internal static class FormEncoding
{
    /// <exception cref="ArgumentException"><paramref name="value"/> is not valid Unicode.</exception>
    public static string Encode(string value)
    {
        UnicodeText.ThrowIfMalformed(value);
        return Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
    }

    /// <summary>The pairs as <c>k=v&amp;k=v</c>, in their order.</summary>
    /// <exception cref="ArgumentException">A key or a value is null or not valid Unicode.</exception>
    public static string Encode(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Encode(pair.Key)}={Encode(pair.Value)}"));
}
