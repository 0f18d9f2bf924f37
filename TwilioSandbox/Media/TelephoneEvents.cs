using System.Text.RegularExpressions;

namespace TwilioSandbox.Media;

/// <summary>Removes telephone events (DTMF) from a session description.</summary>
/// <remarks>
/// <code>
/// m=audio 9 UDP/TLS/RTP/SAVPF 0 111 126     126 is dropped
/// a=rtpmap:126 telephone-event/8000         dropped, and its fmtp and rtcp-fb too
/// </code>
/// With them, the SDK sends keys inside the encrypted media, where only the other browser sees them. Without them, it sends
/// <c>dtmf</c> frames (observed), which tests can see.
/// </remarks>
internal static partial class TelephoneEvents
{
    public static IEnumerable<string> RemoveFrom(IReadOnlyCollection<string> lines)
    {
        var types = lines.Select(line => RtpMap().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        return lines
            .Where(line => !(PayloadType().Match(line) is { Success: true } match && types.Contains(match.Groups[1].Value)))
            .Select(line => line.StartsWith("m=", StringComparison.Ordinal) ? WithoutTypes(line, types) : line);
    }

    // m=<media> <port> <protocol> <type> <type> …
    private static string WithoutTypes(string mediaLine, HashSet<string> types) =>
        string.Join(' ', mediaLine.Split(' ').Where((word, i) => i < 3 || !types.Contains(word)));

    [GeneratedRegex(@"\Aa=rtpmap:(\d+) telephone-event/", RegexOptions.IgnoreCase)]
    private static partial Regex RtpMap();

    [GeneratedRegex(@"\Aa=(?:rtpmap|fmtp|rtcp-fb):(\d+) ")]
    private static partial Regex PayloadType();
}
