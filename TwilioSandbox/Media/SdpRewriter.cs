using System.Globalization;
using System.Net;

namespace TwilioSandbox.Media;

/// <summary>Replaces the addresses in a session description by the relay's.</summary>
/// <remarks>
/// <code>
/// v=0 …                                     session lines are kept
/// m=audio 9 UDP/TLS/RTP/SAVPF 0 111         the port becomes the relay's
/// c=IN IP4 0.0.0.0                          the address becomes the relay's
/// a=ice-ufrag:…, a=ice-pwd:…                become the relay's, an ICE-lite agent
/// a=candidate:… typ host …                  dropped; one candidate, the relay, is added
/// </code>
/// Fingerprint and setup stay, because the browsers encrypt end to end.
/// </remarks>
internal static class SdpRewriter
{
    private const int MaxLength = 32 * 1024; // the SDK's have 1.5 to 4 KB (observed)
    private const int MaxMedia = 16; // the SDK's have one (observed)

    private static readonly string[] s_dropped = ["a=candidate:", "a=end-of-candidates", "a=remote-candidates:", "a=rtcp:", "a=ice-options:", "a=ice-lite"];

    /// <summary>Whether the size is that of a browser's session description. Every media line adds two lines.</summary>
    public static bool IsAcceptable(string sdp) =>
        sdp.Length <= MaxLength && sdp.Split('\n').Count(line => line.StartsWith("m=", StringComparison.Ordinal)) <= MaxMedia;

    public static string PointAt(string sdp, IceAgent leg) => PointAt(sdp, leg.EndPoint, leg.Credentials);

    /// <summary>The answer to an ICE restart: the last description with new credentials. DTLS goes on with its roles.</summary>
    public static string Restart(string sdp, IceAgent leg, bool isDtlsClient) =>
        PointAt(sdp, leg).Replace("a=setup:actpass", isDtlsClient ? "a=setup:active" : "a=setup:passive", StringComparison.Ordinal);

    public static string PointAt(string sdp, IPEndPoint relay, IceCredentials credentials)
    {
        var port = relay.Port.ToString(CultureInfo.InvariantCulture);
        string[] candidate = [$"a=candidate:1 1 udp 2130706431 {relay.Address} {port} typ host generation 0", "a=end-of-candidates"];
        string[] original = [.. sdp.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
        List<string> lines = [];
        var inMedia = false;
        foreach (var line in TelephoneEvents.RemoveFrom(original).Where(line => !s_dropped.Any(prefix => line.StartsWith(prefix, StringComparison.Ordinal))))
        {
            if (line.StartsWith("m=", StringComparison.Ordinal))
            {
                // The candidate belongs at the end of the media before, ice-lite at the end of the session lines.
                lines.AddRange(inMedia ? candidate : ["a=ice-lite"]);
                inMedia = true;
            }

            lines.Add(Rewrite(line));
        }

        // The SDK splits on CRLF, and wants one at the end.
        return string.Join("\r\n", inMedia ? lines.Concat(candidate) : lines) + "\r\n";

        string Rewrite(string line) =>
            line.StartsWith("m=", StringComparison.Ordinal) ? WithPort(line, port)
            : line.StartsWith("c=", StringComparison.Ordinal) ? $"c=IN IP4 {relay.Address}"
            : line.StartsWith("a=ice-ufrag:", StringComparison.Ordinal) ? $"a=ice-ufrag:{credentials.Ufrag}"
            : line.StartsWith("a=ice-pwd:", StringComparison.Ordinal) ? $"a=ice-pwd:{credentials.Password}"
            : line;
    }

    private static string WithPort(string mediaLine, string port)
    {
        var words = mediaLine.Split(' ');
        // Port 0 means that the media is declined.
        if (words.Length > 1 && words[1] != "0")
        {
            words[1] = port;
        }

        return string.Join(' ', words);
    }
}
