using System.Text.RegularExpressions;

namespace TwilioSandbox.Tokens;

/// <summary>
/// The names of clients, in either kind of token. Twilio refuses control characters, spaces, and the characters that RFC 2396 calls delims and unwise, with 31105
/// (documented, "Error 31105"; observed). It documents letters, digits and underscores, but accepts other names (observed: UUIDs, <c>adam.weissert</c>).
/// </summary>
internal static partial class ClientName
{
    /// <summary>Names that Twilio accepts.</summary>
    public const string Pattern = @"[^\x00-\x20\x7F-\xA0<>#%""{}|\\^\[\]`]{1,256}";

    /// <summary>Names that Twilio documents.</summary>
    public const string Documented = "[A-Za-z0-9_]{1,121}";

    public static bool IsValid(string name) => Accepted().IsMatch(name);

    /// <summary>The defect of a name that Twilio refuses.</summary>
    public static TokenDefect Defect(string claim, string name, Func<Jwt, string, Jwt> rename) => new(
        claim, name.Length == 0 ? "empty" : name.Length > 256 ? $"{name.Length} characters long" : "a name with a forbidden character",
        "1 to 121 characters of A-Z a-z 0-9 _", "Use another name, or encode the other characters.", token => rename(token, Nearest(name)));

    /// <summary>The warning about a name that Twilio accepts but does not document.</summary>
    public static IEnumerable<TokenDefect> Warnings(string claim, string? name)
    {
        if (name is not null && !Recommended().IsMatch(name))
        {
            yield return new(
                claim, "a name that Twilio accepts but does not document", "1 to 121 characters of A-Z a-z 0-9 _", "Other characters have no defined behavior in some of Twilio's products.");
        }
    }

    private static string Nearest(string name)
    {
        var safe = Other().Replace(name, "_");
        return safe.Length == 0 ? "alice" : safe[..Math.Min(safe.Length, 121)];
    }

    [GeneratedRegex($@"\A{Pattern}\z")]
    private static partial Regex Accepted();

    [GeneratedRegex($@"\A{Documented}\z")]
    private static partial Regex Recommended();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Other();
}
