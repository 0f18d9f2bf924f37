using System.Globalization;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>What the endpoint needs of a browser's session description, and its own.</summary>
/// <param name="Mid">The name of the audio, which an answer repeats.</param>
/// <param name="Fingerprint">SHA-256 of the browser's certificate. Null if the browser cannot connect.</param>
internal sealed record SessionDescription(string Mid, byte[]? Fingerprint)
{
    private const string DefaultMid = "0";
    private const string MidPrefix = "a=mid:";
    private const string FingerprintPrefix = "a=fingerprint:sha-256 ";

    public static SessionDescription Read(string sdp)
    {
        string[] lines = [.. sdp.Split('\n').Select(line => line.TrimEnd('\r'))];
        return new(Find(MidPrefix) is { Length: > 0 and <= 16 } mid && mid.All(char.IsAsciiLetterOrDigit) ? mid : DefaultMid, ReadHex(Find(FingerprintPrefix)));

        string? Find(string prefix) => Array.Find(lines, line => line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))?[prefix.Length..];
    }

    /// <summary>PCMU only. Without comfort noise the browser sends all the time, and without telephone events the SDK sends keys as frames.</summary>
    /// <param name="ice">The endpoint's ICE agent.</param>
    /// <param name="ssrc">The source of its packets.</param>
    /// <param name="mid">The name of the audio.</param>
    /// <param name="setup"><c>passive</c> in an answer, <c>actpass</c> in an offer, which browsers answer with <c>active</c>.</param>
    public static string Write(IceAgent ice, uint ssrc, string mid, string setup)
    {
        var port = ice.EndPoint.Port;
        string[] lines =
        [
            "v=0",
            string.Create(CultureInfo.InvariantCulture, $"o=- {ssrc} 1 IN IP4 127.0.0.1"),
            "s=-",
            "t=0 0",
            "a=ice-lite",
            $"a=group:BUNDLE {mid}",
            "a=msid-semantic: WMS sandbox",
            string.Create(CultureInfo.InvariantCulture, $"m=audio {port} UDP/TLS/RTP/SAVPF 0"),
            "c=IN IP4 127.0.0.1",
            $"a=mid:{mid}",
            "a=sendrecv",
            "a=rtcp-mux",
            "a=rtpmap:0 PCMU/8000",
            "a=ptime:20",
            $"a=ice-ufrag:{ice.Credentials.Ufrag}",
            $"a=ice-pwd:{ice.Credentials.Password}",
            $"a=fingerprint:sha-256 {DtlsIdentity.Current.Fingerprint}",
            $"a=setup:{setup}",
            "a=msid:sandbox audio",
            string.Create(CultureInfo.InvariantCulture, $"a=ssrc:{ssrc} cname:sandbox"),
            string.Create(CultureInfo.InvariantCulture, $"a=candidate:1 1 udp 2130706431 127.0.0.1 {port} typ host"),
            "a=end-of-candidates",
        ];
        return string.Join("\r\n", lines) + "\r\n";
    }

    private static byte[]? ReadHex(string? fingerprint)
    {
        var octets = new byte[32];
        return fingerprint is not null && Convert.FromHexString(fingerprint.Trim().Replace(":", "", StringComparison.Ordinal), octets, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == octets.Length ? octets : null;
    }
}
