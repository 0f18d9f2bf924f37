using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TwilioTokens;

namespace TokenApi.Tokens;

/// <summary>
/// Client names for identities that Twilio would not accept, such as e-mail addresses: a character that is no letter, digit or underscore becomes
/// <c>_x</c>, its Unicode code point in hexadecimal, <c>_</c>. An underscore stays as it is, unless it begins what looks like such an escape.
/// <code>alice@example.com   alice_x40_example_x2E_com
/// alice_smith         alice_smith
/// alice_x40_          alice_x5F_x40_</code>
/// No two identities have the same name, and every name leads back to its identity. WebClient/src/names.js does the same.
/// </summary>
internal static partial class ClientNameEncoding
{
    /// <exception cref="ArgumentException"><paramref name="identity"/> is not valid Unicode, so that different ones could get the same name.</exception>
    public static string Encode(string identity)
    {
        UnicodeText.ThrowIfMalformed(identity);
        return ToEscape().Replace(identity, match => string.Create(CultureInfo.InvariantCulture, $"_x{Rune.GetRuneAt(match.Value, 0).Value:X}_"));
    }

    /// <summary>The identity of a client name; the name itself when no identity has it.</summary>
    public static string Decode(string clientName)
    {
        var identity = Escape().Replace(clientName, match =>
            Rune.TryCreate(int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture), out var rune) ? rune.ToString() : match.Value);
        // _x41_ would be another way to write A. Two names must not look the same.
        return Encode(identity) == clientName ? identity : clientName;
    }

    // What comes after the hexadecimal digits is an underscore in the name, whether it is one in the identity or begins an escape itself.
    [GeneratedRegex(@"_(?=x[0-9A-F]{1,6}[^A-Za-z0-9])|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^A-Za-z0-9_]")]
    private static partial Regex ToEscape();

    [GeneratedRegex("_x([0-9A-F]{1,6})_")]
    private static partial Regex Escape();
}
