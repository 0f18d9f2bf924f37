using System.Net;
using TwilioSandbox.Media;

namespace TwilioSandbox.Tests.Media;

public class SdpRewriterTests
{
    private static readonly IPEndPoint s_relay = new(IPAddress.Loopback, 40_000);
    private static readonly IceCredentials s_credentials = new("relayufr", "relaypassword");

    [Fact]
    public void Only_the_relay_remains_as_an_address() =>
        Assert.Equal(
            """
            v=0
            s=-
            a=group:BUNDLE 0
            a=ice-lite
            m=audio 40000 UDP/TLS/RTP/SAVPF 0 111
            c=IN IP4 127.0.0.1
            a=ice-ufrag:relayufr
            a=ice-pwd:relaypassword
            a=setup:actpass
            a=mid:0
            a=candidate:1 1 udp 2130706431 127.0.0.1 40000 typ host generation 0
            a=end-of-candidates

            """.ReplaceLineEndings("\r\n"),
            SdpRewriter.PointAt(
                """
                v=0
                s=-
                a=group:BUNDLE 0
                m=audio 51234 UDP/TLS/RTP/SAVPF 0 111
                c=IN IP4 192.168.1.5
                a=rtcp:9 IN IP4 0.0.0.0
                a=candidate:99 1 udp 1 192.168.1.5 51234 typ host
                a=ice-ufrag:abcd
                a=ice-pwd:secret
                a=ice-options:trickle
                a=setup:actpass
                a=end-of-candidates
                a=mid:0
                """.ReplaceLineEndings("\r\n"), s_relay, s_credentials));

    [Theory]
    [InlineData(16, 0, true)]
    [InlineData(17, 0, false)]
    [InlineData(1, 32 * 1024, false)]
    public void Oversized_session_description_is_not_acceptable(int media, int padding, bool expected)
    {
        var sdp = string.Concat(Enumerable.Repeat("m=audio 9 X 0\r\n", media)) + new string('x', padding);
        Assert.Equal(expected, SdpRewriter.IsAcceptable(sdp));
    }

    [FsCheck.Xunit.Property]
    public bool Any_text_comes_out_without_a_foreign_candidate(string? text) =>
        SdpRewriter.PointAt(text ?? "", s_relay, s_credentials).Split("\r\n")
            .Where(line => line.StartsWith("a=candidate:", StringComparison.Ordinal))
            .All(line => line.Contains(" 127.0.0.1 40000 ", StringComparison.Ordinal));
}
