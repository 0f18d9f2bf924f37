namespace TwilioTokens;

/// <summary>
/// <c>application/x-www-form-urlencoded</c> as Ruby's <c>CGI.escape</c> writes it: UTF-8, upper-case hexadecimal, a space is <c>+</c>,
/// and only <c>A-Z a-z 0-9 - _ . ~</c> stay as they are. None of .NET's own encoders gives exactly this.
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
