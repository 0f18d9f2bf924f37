using System.Text.RegularExpressions;

namespace TwilioSandbox.Voice;

/// <summary>Telephone numbers in E.164 format, such as <c>+15005550006</c>.</summary>
internal static partial class PhoneNumber
{
    /// <summary>Removes spaces and punctuation. A number of ten digits, or of 11 that start with 1, is one of the United States (inferred).</summary>
    /// <returns>Null if the text is not a telephone number.</returns>
    public static string? Normalize(string text)
    {
        var number = Punctuation().Replace(text, "");
        number = number.Length switch
        {
            10 when char.IsAsciiDigit(number[0]) => $"+1{number}",
            11 when number[0] == '1' => $"+{number}",
            _ => number,
        };
        return E164().IsMatch(number) ? number : null;
    }

    /// <summary>For people, such as <c>(500) 555-0006</c> for a number of the United States. Anything else stays as it is (inferred).</summary>
    public static string Format(string address) =>
        address.Length == 12 && address.StartsWith("+1", StringComparison.Ordinal) ? $"({address[2..5]}) {address[5..8]}-{address[8..]}" : address;

    [GeneratedRegex(@"[\s().-]")]
    private static partial Regex Punctuation();

    // The shortest numbers with a country code have about seven digits. The longest have 15 (documented).
    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
