using System.Globalization;

namespace TokenApi.Logging;

/// <summary>Text for logs, without characters that a console obeys or hides: ESC starts a command, and a newline would start another entry.</summary>
internal static class LogText
{
    public static bool IsSafe(string text) => text.All(IsSafe);

    /// <summary>ESC becomes <c>\u001B</c>.</summary>
    public static string Escape(string text) =>
        IsSafe(text) ? text : string.Concat(text.Select(letter => IsSafe(letter) ? $"{letter}" : $"\\u{(int)letter:X4}"));

    // Format: characters such as U+202E, which reverses the text after it.
    private static bool IsSafe(char letter) => char.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
