using System.Text.RegularExpressions;

namespace TokenApi.Tokens;

/// <summary>The client names that Twilio accepts: https://www.twilio.com/docs/voice/sdks/javascript/twiliodevice</summary>
internal static partial class ClientName
{
    public const string Pattern = "[A-Za-z0-9_]{1,121}";
    public const string Rule = "must be 1 to 121 letters (A-Z, a-z), digits or underscores.";

    public static bool IsValid(string name) => WholeName().IsMatch(name);

    // \z, because $ also matches before a trailing newline.
    [GeneratedRegex(@$"\A{Pattern}\z")]
    private static partial Regex WholeName();
}
