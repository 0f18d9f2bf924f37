using System.Text.RegularExpressions;

namespace TokenApi.Tokens;

/// <summary>What Twilio accepts as the name of a client: https://www.twilio.com/docs/voice/sdks/javascript/twiliodevice</summary>
internal static partial class ClientName
{
    public const string Rule = "must be 1 to 121 letters (A-Z, a-z), digits or underscores.";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    // \z, because $ would also match before a trailing newline.
    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,121}\z")]
    private static partial Regex Pattern();
}
