using System.Globalization;
using System.Text.RegularExpressions;

namespace TokenApi.Logging;

/// <summary>
/// Text for logs, without characters that a console obeys or hides: ESC starts a command, and a newline would start another entry.
/// Also without queries and sign-in cookies, which ASP.NET Core logs at some levels: they contain codes, nonces and telephone numbers.
/// </summary>
internal static partial class LogText
{
    public static bool IsSafe(string text) => text.All(IsSafe) && !Private().IsMatch(text);

    /// <summary>ESC becomes <c>\u001B</c>, and <c>/voice?To=bob</c> becomes <c>/voice?…</c>.</summary>
    public static string Escape(string text) =>
        string.Concat(Private().Replace(text, "…").Select(letter => IsSafe(letter) ? $"{letter}" : $"\\u{(int)letter:X4}"));

    // Format: characters such as U+202E, which reverses the text after it.
    private static bool IsSafe(char letter) => char.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    [GeneratedRegex(@"(?<=\?|\.AspNetCore\.(OpenIdConnect\.Nonce|Correlation)\.)\S+")]
    private static partial Regex Private();
}
