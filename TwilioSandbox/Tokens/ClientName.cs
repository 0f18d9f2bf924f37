using System.Text.RegularExpressions;

namespace TwilioSandbox.Tokens;

/// <summary>The names of clients, in either kind of token (documented, "Voice JavaScript SDK: Twilio.Device").</summary>
internal static partial class ClientName
{
    public const int MaxLength = 121;
    public const string Pattern = "[A-Za-z0-9_]{1,121}";

    public static bool IsValid(string name) => Shape().IsMatch(name);

    /// <summary>The defect of an invalid name.</summary>
    public static TokenDefect Defect(string claim, string name, Func<Jwt, string, Jwt> rename) => new(
        claim, name.Length == 0 ? "empty" : name.Length > MaxLength ? $"{name.Length} characters long" : "a name with other characters",
        $"1 to {MaxLength} characters of A-Z a-z 0-9 _", "Use another name, or encode the other characters.", token => rename(token, Nearest(name)));

    private static string Nearest(string name)
    {
        var safe = Other().Replace(name, "_");
        return safe.Length == 0 ? "alice" : safe[..Math.Min(safe.Length, MaxLength)];
    }

    [GeneratedRegex($@"\A{Pattern}\z")]
    private static partial Regex Shape();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Other();
}
