using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TokenApi.Tokens;

/// <summary>
/// Encodes identities that are not valid client names, such as e-mail addresses. A character other than a letter, digit or underscore becomes
/// <c>_x</c>, its Unicode code point in hexadecimal, and <c>_</c>. An underscore that begins such an escape is encoded too.
/// <code>alice@example.com   alice_x40_example_x2E_com
/// alice_smith         alice_smith
/// alice_x40_          alice_x5F_x40_</code>
/// Every identity has its own name, and every name decodes to its identity. WebClient/src/names.js does the same.
/// </summary>
internal static partial class ClientNameEncoding
{
    /// <exception cref="ArgumentException"><paramref name="identity"/> is not valid Unicode.</exception>
    public static string Encode(string identity)
    {
        UnicodeText.ThrowIfMalformed(identity);
        return ToEscape().Replace(identity, match => string.Create(CultureInfo.InvariantCulture, $"_x{Rune.GetRuneAt(match.Value, 0).Value:X}_"));
    }

    /// <summary>The identity of a client name, or the name itself when no identity has it.</summary>
    public static string Decode(string clientName)
    {
        var identity = Escape().Replace(clientName, match =>
            Rune.TryCreate(int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture), out var rune) ? rune.ToString() : match.Value);
        // _x41_ also decodes to A, but two names must not look the same.
        return Encode(identity) == clientName ? identity : clientName;
    }

    // The character after the hexadecimal digits becomes an underscore in the name, or begins an escape.
    [GeneratedRegex(@"_(?=x[0-9A-F]{1,6}[^A-Za-z0-9])|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^A-Za-z0-9_]")]
    private static partial Regex ToEscape();

    [GeneratedRegex("_x([0-9A-F]{1,6})_")]
    private static partial Regex Escape();
}
