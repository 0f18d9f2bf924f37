using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Media;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Tests.Media;
using TwilioSandbox.Tests.Media.Endpoint;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests;

/// <summary>
/// Damaged input never breaks the parsers. A long run:
/// <c>FUZZ_ITERATIONS=1000000 dotnet run --project tests/TwilioSandbox.Tests -- -class "*FuzzTests" -showLiveOutput</c>
/// </summary>
public class FuzzTests
{
    private const string Twiml =
        "<?xml version='1.0'?><Response><Say language='de' loop='2'>Hi</Say><Gather numDigits='4' finishOnKey='*' timeout='3' action='/keys'><Play digits='12'>/a.wav</Play></Gather><Pause length='2'/><Dial timeout='20' callerId='client:bob' action='/done' method='POST'>"
        + "<Client statusCallback='/s' statusCallbackEvent='initiated ringing'>alice</Client><Client><Identity>carol</Identity>"
        + "<Parameter name='a' value='b'/></Client><Number>+15005550006</Number><Sip>sip:a@b?c=d</Sip></Dial>"
        + "<Record maxLength='9' finishOnKey='#' recordingStatusCallback='/r'/><Dial><Conference muted='true' maxParticipants='3' statusCallback='/c'>a</Conference></Dial>"
        + "<Enqueue>q</Enqueue><Connect><Stream/></Connect><Redirect method='GET'>/next?a=b&amp;c=d</Redirect></Response>";

    private const string Frame = """
        {"type":"invite","version":"1.6","payload":{"callsid":"TJ1","sdp":"v=0\r\n","token":"a.b.c","media":{"audio":true},
        "twilio":{"params":"To=a"}}}
        """;

    private const string BrowserOffer =
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\na=mid:audio1\r\n"
        + "a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n";

    private static readonly IceCredentials s_credentials = new("sandboxu", "sandboxpassword");

    private static readonly Config s_config = Config.QuickThrowOnFailure
        .WithMaxTest(int.Parse(Environment.GetEnvironmentVariable("FUZZ_ITERATIONS") ?? "2000", CultureInfo.InvariantCulture));

    [Fact]
    public void Damaged_TwiML_is_read_or_refused_with_a_code() => Check(Twiml, text =>
    {
        try
        {
            _ = TwimlParser.Parse(new(VoiceApplication.Url), Encoding.UTF8.GetBytes(text), null);
        }
        catch (VoiceException e)
        {
            Assert.True(e.Code is >= 11100 and <= 15003 && e.Explanation.Length < 1000, e.Message);
        }
    });

    [Fact]
    public void Damaged_frame_is_read_or_rejected() => Check(Frame, text =>
    {
        if (Signaling.Frame.TryParse(text, out var frame))
        {
            _ = (frame.Type, frame.Token, frame.CallSid, frame.Sdp, frame.CallParams, frame.WantsAudio);
        }
    });

    [Fact]
    public void Damaged_connectivity_check_is_refused()
    {
        var valid = BindingRequest.Create(s_credentials, useCandidate: true);
        var browser = new IPEndPoint(IPAddress.Loopback, 50_000).Serialize();
        Check(Encoding.Latin1.GetString(valid), text =>
        {
            var packet = Encoding.Latin1.GetBytes(text);
            if (Stun.IsStun(packet) && Stun.IsValidRequest(packet, s_credentials, out _))
            {
                // The signature covers everything before it except the length. Attributes after it are ignored.
                Assert.Equal(packet.Length - 20, (packet[2] << 8) | packet[3]);
                Assert.Equal(valid[..2].Concat(valid[4..]), packet[..2].Concat(packet[4..valid.Length]));
                _ = Stun.CreateResponse(packet, browser, s_credentials);
            }
        });
    }

    [Fact]
    public void Damaged_media_packet_is_dropped()
    {
        var key = new SrtpKey(new byte[16], new byte[14]);
        using var sender = new RtpSender(key, ssrc: 1);
        var valid = sender.Write(new byte[Audio.FrameLength]).ToArray();
        Check(Encoding.Latin1.GetString(valid), text =>
        {
            using var receiver = new SrtpReceiver(key);
            var packet = Encoding.Latin1.GetBytes(text);
            var isValid = packet.SequenceEqual(valid);
            Assert.Equal(isValid, receiver.Unprotect(packet, out _).Length > 0);
        });
    }

    [Fact]
    public void Damaged_RTP_header_stays_within_the_packet()
    {
        byte[] valid = [0xB1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0xBE, 0xDE, 0, 1, 1, 2, 3, 4, 9, 9, 9, 2];
        Check(Encoding.Latin1.GetString(valid), text =>
        {
            var packet = Encoding.Latin1.GetBytes(text);
            if (RtpHeader.Read(packet) is { } header)
            {
                Assert.InRange(header.Length + header.PayloadOf(packet).Length, RtpHeader.MinLength, packet.Length);
            }
        });
    }

    [Fact]
    public void Damaged_session_description_is_answered_with_one_audio() => Check(BrowserOffer, text =>
    {
        using var ice = new IceAgent();
        var read = SessionDescription.Read(text);
        Assert.True(read.Fingerprint is null or { Length: 32 });
        Assert.Equal(23, SessionDescription.Write(ice, 1, read.Mid, "passive").Split("\r\n").Length);
    });

    [Fact]
    public void Damaged_sound_file_is_read_or_refused() => Check(Encoding.Latin1.GetString(Sounds.Wave(Sounds.Sine(440, 100, 8000), 8000, channels: 2)), text =>
        Assert.InRange(WaveFile.Read(Encoding.Latin1.GetBytes(text))?.Length ?? 0, 0, 4 * text.Length));

    [Fact]
    public void Damaged_mp3_file_is_read_or_refused() => Check(Encoding.Latin1.GetString(File.ReadAllBytes(Sounds.Mp3)[..2000]), text =>
        Assert.InRange(Mp3File.Read(Encoding.Latin1.GetBytes(text))?.Length ?? 1, 1, 50 * text.Length));

    [Fact]
    public void Damaged_report_of_the_browser_is_dropped()
    {
        var keys = new SrtpKeys(new(new byte[16], new byte[14]), new(new byte[16], new byte[14]));
        using var reports = new RtcpReports(keys, ssrc: 1);
        var valid = reports.Write(DateTimeOffset.UnixEpoch, 0, 0).ToArray();
        Check(Encoding.Latin1.GetString(valid), text =>
        {
            using var receiver = new SrtcpCipher(keys.Client);
            var packet = Encoding.Latin1.GetBytes(text);
            Assert.True(receiver.Unprotect([.. packet]).IsEmpty || packet.SequenceEqual(valid));
        });
    }

    private static void Check(string valid, Action<string> read, [CallerMemberName] string property = "")
    {
        var (slowest, before) = (TimeSpan.Zero, GC.GetTotalMemory(forceFullCollection: true));
        Prop.ForAll(Mutated(valid).ToArbitrary(), (string text) =>
        {
            var start = Stopwatch.GetTimestamp();
            read(text);
            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
        }).Check(s_config);
        Assert.True(slowest < SandboxApp.Limit, $"{slowest.TotalSeconds} s for one of them");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{property}: slowest {slowest.TotalMilliseconds:0.0} ms, heap {before >> 20} MiB before, {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB after"));
    }

    // Valid text with a few mutations: a piece removed, doubled, reversed, or a piece that parsers treat specially inserted.
    private static Gen<string> Mutated(string valid)
    {
        string[] pieces =
        [
            "<", ">", "&", "'", "\"", "<!--", "<![CDATA[", "]]>", "<?a?>", "&#0;", "&#xD800;", "xmlns:a='b'", "a:", "{", "}", "[",
            "\\u", "\\ud800", "null", "-1", "99999999999", "\r\n", "m=", "c=", "a=candidate:", "\0", "\ud800", "é",
        ];
        var mutation = from kind in Gen.Choose(0, 4)
                       from at in Gen.Choose(0, valid.Length)
                       from length in Gen.Choose(0, 40)
                       from piece in Gen.OneOf(Gen.Elements(pieces), ArbMap.Default.GeneratorFor<string>().Resize(20).Select(text => text ?? ""))
                       select (kind, at, length, piece);
        // With more mutations nothing valid would remain, and parsing would always stop at the first defect.
        return Gen.Choose(1, 8).SelectMany(count => mutation.ArrayOf(count)).Select(mutations => mutations.Aggregate(valid, (text, m) =>
        {
            var (start, end) = (Math.Min(m.at, text.Length), Math.Min(m.at + m.length, text.Length));
            return m.kind switch
            {
                0 => text.Remove(start, end - start),
                1 => text.Insert(start, text[start..end]),
                2 => text.Insert(end, string.Concat(text[start..end].Reverse())),
                _ => text.Insert(start, m.piece),
            };
        }));
    }
}
