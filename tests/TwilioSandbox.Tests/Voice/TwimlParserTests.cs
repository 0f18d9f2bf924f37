using System.Text;
using Twilio.TwiML;
using Twilio.TwiML.Voice;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Voice;

public class TwimlParserTests
{
    private static readonly Uri s_url = new(VoiceApplication.Url);

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("<Hangup/><Say>never reached</Say>", "Hangup")]
    [InlineData("<Pause/><Pause length='10'/><Hangup />", "Pause 1, Pause 10, Hangup")]
    [InlineData("<Gather action='/keys' method='GET' timeout='3' numDigits='4' finishOnKey='*' input='dtmf'><Say>Hi</Say><Pause/><Play>/a.wav</Play></Gather>", "Gather (Say, Pause 1, Play)")]
    [InlineData("<Say voice='alice' language='en-GB' loop='2'>Hello</Say><Play>/a.wav</Play><Play digits='1w2'/>", "Say, Play, Play")]
    [InlineData("<!-- c --><Reject reason='busy'/>", "Reject, busy")]
    [InlineData("<Redirect method='GET'> /next </Redirect><Hangup/>", "Redirect")]
    [InlineData("<Dial answerOnBridge='true' timeout='600'><Client> alice </Client><Client>bob</Client></Dial>", "Dial alice, bob")]
    [InlineData("<Dial><Client>alice<Parameter name='a' value='b'/></Client></Dial><Hangup/>", "Dial alice, Hangup")]
    [InlineData("\n  <?a b?>\n  <Dial>\n    <!-- c -->\n    <Client>\n      alice\n    </Client>\n  </Dial>\n", "Dial alice")]
    [InlineData("<Pause length='1'>\n</Pause><Dial><Client>alice</Client></Dial>", "Pause 1, Dial alice")]
    [InlineData("<Dial><Client>al<!-- c --><?a b?>ice</Client></Dial>", "Dial alice")]
    [InlineData("<Dial><Client><Identity><![CDATA[al<ice]]></Identity></Client></Dial>", "Dial al<ice")]
    [InlineData("<Dial><Client><![CDATA[ alice ]]></Client></Dial>", "Dial alice")]
    [InlineData("<Dial><Client>\n<Identity>\nalice\n</Identity>\n<Parameter name='a' value='b'>\n</Parameter></Client></Dial>", "Dial alice")]
    [InlineData("<Record action='/done' method='GET' timeout='3' finishOnKey='#' maxLength='20' playBeep='false'/><Hangup/>", "Record, Hangup")]
    [InlineData("<Record finishOnKey='' recordingStatusCallback='/recorded' recordingStatusCallbackEvent='in-progress completed absent' recordingStatusCallbackMethod='GET'/>", "Record")]
    [InlineData("<Dial>415-555-0100</Dial>", "Dial +14155550100")]
    [InlineData("<Dial><Number>+1 (500) 555-0006</Number><Number>15005550006</Number><Number statusCallback='/s'>+442079460000</Number></Dial>", "Dial +15005550006, +15005550006, +442079460000")]
    [InlineData("<Dial><Sip statusCallback='/s'> sip:bob@example.com;transport=tls </Sip><Client>alice</Client></Dial>", "Dial sip:bob@example.com;transport=tls, alice")]
    [InlineData("<Dial><Conference> Room 1 </Conference></Dial><Hangup/>", "Dial conference Room 1, Hangup")]
    [InlineData("<Dial><Conference muted='true' startConferenceOnEnter='false' endConferenceOnExit='true' maxParticipants='2' statusCallback='/c' statusCallbackEvent='start end join leave mute hold speaker'>a</Conference></Dial>", "Dial conference a")]
    [InlineData("<Dial xmlns:xsi='urn:x'><Client>alice</Client></Dial>", "Dial alice")]
    public void Valid_document_is_read_without_a_warning(string verbs, string expected)
    {
        var document = Parse($"<Response>{verbs}</Response>");
        Assert.Equal(expected, document.ToString());
        Assert.Empty(document.Warnings);
    }

    [Theory]
    [InlineData("<Answer/>", 12102, "<Answer>")]
    [InlineData("<response/>", 12102, "case-sensitive")]
    [InlineData("<Response xmlns='urn:x'/>", 12102, "<Response>")]
    [InlineData("no xml", 12100, "well-formed")]
    [InlineData("<!DOCTYPE r [<!ENTITY a 'b'>]><Response>&a;</Response>", 12100, "DTD")]
    [InlineData("<!DOCTYPE Response SYSTEM 'file:///etc/passwd'><Response/>", 12100, "DTD")]
    public void Document_that_Twilio_refuses_is_refused_with_its_code(string xml, int code, string explanation)
    {
        var e = Assert.Throws<VoiceException>(() => Parse(xml));
        Assert.Equal(code, e.Code);
        Assert.Contains(explanation, e.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", 12200, "Text in <Response>", "nothing")]
    [InlineData("<Fly/><Hangup/>", 12200, "no <Fly>", "Hangup")]
    [InlineData("<dial/>", 12200, "case-sensitive", "nothing")]
    [InlineData("<Enqueue>support</Enqueue><Hangup/>", null, "Use <Dial> with <Conference>", "Hangup")]
    [InlineData("<Connect><Stream url='wss://example.com'/></Connect><Hangup/>", null, "<Connect><Stream> in <Response> has no effect in the sandbox", "Hangup")]
    [InlineData("<Start><Transcription/></Start><Hangup/>", null, "are not available", "Hangup")]
    [InlineData("<Pay/><Hangup/>", null, "Use <Gather>", "Hangup")]
    [InlineData("<Record>text</Record>", 12200, "must be empty", "Record")]
    [InlineData("<Record transcribe='true'/>", null, "<Record transcribe> has no effect", "Record")]
    [InlineData("<Record trim='do-not-trim'/>", null, "<Record trim> has no effect", "Record")]
    [InlineData("<Record method='PUT'/>", 13610, "POST or GET", "Record")]
    [InlineData("<Record timeout='0'/>", 13611, "1 to 600", "Record")]
    [InlineData("<Record maxLength='14401'/>", 13612, "1 to 14400", "Record")]
    [InlineData("<Record finishOnKey='#A'/>", 13613, "or empty", "Record")]
    [InlineData("<Record playBeep='no'/>", 13616, "true or false", "Record")]
    [InlineData("<Record recordingStatusCallbackEvent='done'/>", 13621, "in-progress completed absent", "Record")]
    [InlineData("<Gather finishOnKey='##'/>", 13310, "or empty", "Gather")]
    [InlineData("<Gather method='PUT'/>", 13312, "POST or GET", "Gather")]
    [InlineData("<Gather timeout='-1'/>", 13313, "1 to 600", "Gather")]
    [InlineData("<Gather numDigits='0'/>", 13314, "1 to 1000", "Gather")]
    [InlineData("<Gather><Dial/></Gather>", 13320, "<Dial> in <Gather> is ignored", "Gather")]
    [InlineData("<Gather><Say loop='x'>Hello</Say></Gather>", 13322, "0 to 1000", "Gather (Say)")]
    [InlineData("<Gather input='speech' hints='yes'/>", null, "hints", "Gather")]
    [InlineData("<Gather input='dtmf speech'/>", null, "does not recognize speech", "Gather")]
    [InlineData("<Gather input='keys'/>", 12200, "dtmf applies", "Gather")]
    [InlineData("<Gather actionOnEmptyResult='yes'/>", 13338, "false or true", "Gather")]
    [InlineData("<Say/>", 13520, "1 to 4096", "Say")]
    [InlineData("<Say><break/>Hello</Say>", null, "only the text", "Say")]
    [InlineData("<Say loop='-1'>Hello</Say>", 13510, "0 to 1000", "Say")]
    [InlineData("<Play loop='all'>/a.wav</Play>", 13410, "0 to 1000", "Play")]
    [InlineData("<Play digits='1x'/>", 12200, "It is ignored", "Play")]
    [InlineData("<Client>alice</Client>", null, "<Client> in <Response>", "nothing")]
    [InlineData("<Pause length='0'/>", 13910, "1 to 3600", "Pause 1")]
    [InlineData("<Pause>3</Pause>", 12200, "must be empty", "Pause 1")]
    [InlineData("<Hangup reason='x'/>", 12200, "no attribute 'reason'", "Hangup")]
    [InlineData("<Reject reason='tired'/>", 12200, "rejected or busy", "Reject")]
    [InlineData("<Pause/><Reject/>", 12200, "Put it first", "Pause 1, Hangup")]
    [InlineData("<Redirect method='PUT'>/</Redirect>", 13710, "POST or GET", "Redirect")]
    [InlineData("<Dial>alice</Dial>", 13223, "use <Client>", "Dial ")]
    [InlineData("<Dial><Number>0123</Number><Client>a</Client></Dial>", 13223, "E.164", "Dial a")]
    [InlineData("<Dial><Number/></Dial>", 13223, "E.164", "Dial ")]
    [InlineData("<Dial><Number>+1234567890123456</Number></Dial>", 13223, "E.164", "Dial ")]
    [InlineData("<Dial><Number sendDigits='1'>+15005550006</Number></Dial>", null, "<Number sendDigits> has no effect", "Dial +15005550006")]
    [InlineData("<Dial><Number url='/whisper'>+15005550006</Number></Dial>", null, "<Number url> has no effect", "Dial +15005550006")]
    [InlineData("<Dial><Number>+15005550006<Hangup/></Number></Dial>", null, "<Hangup> in <Number>", "Dial +15005550006")]
    [InlineData("<Dial><Number statusCallbackEvent='done'>+15005550006</Number></Dial>", 12200, "initiated ringing", "Dial +15005550006")]
    [InlineData("<Dial><Sip>bob@example.com</Sip></Dial>", 13243, "sip:bob@example.com", "Dial ")]
    [InlineData("<Dial><Sip>sip:bob@example.com?X-Key=1</Sip></Dial>", null, "headers", "Dial sip:bob@example.com")]
    [InlineData("<Dial><Sip username='bob'>sip:bob@example.com</Sip></Dial>", null, "<Sip username> has no effect", "Dial sip:bob@example.com")]
    [InlineData("<Dial><Queue>support</Queue></Dial>", null, "Use <Dial> with <Conference>", "Dial ")]
    [InlineData("<Dial><Conference/></Dial>", 13237, "needs a name", "Dial ")]
    [InlineData("<Dial><Conference>a</Conference><Client>b</Client></Dial>", 13215, "nothing else", "Dial conference a")]
    [InlineData("<Dial>+15005550006<Conference>a</Conference></Dial>", 13215, "nothing else", "Dial conference a")]
    [InlineData("<Dial><Conference muted='yes'>a</Conference></Dial>", 13230, "false or true", "Dial conference a")]
    [InlineData("<Dial><Conference endConferenceOnExit='yes'>a</Conference></Dial>", 13231, "false or true", "Dial conference a")]
    [InlineData("<Dial><Conference startConferenceOnEnter='yes'>a</Conference></Dial>", 13232, "true or false", "Dial conference a")]
    [InlineData("<Dial><Conference maxParticipants='1'>a</Conference></Dial>", 12200, "2 to 250", "Dial conference a")]
    [InlineData("<Dial><Conference statusCallbackEvent='enter'>a</Conference></Dial>", 12200, "start end join", "Dial conference a")]
    [InlineData("<Dial><Conference waitUrl=''>a</Conference></Dial>", null, "<Conference waitUrl> has no effect", "Dial conference a")]
    [InlineData("<Dial><Hangup/><Client>a</Client></Dial>", null, "<Hangup> in <Dial> has no effect", "Dial a")]
    [InlineData("<Dial record='record-from-answer'><Client>a</Client></Dial>", null, "<Dial record> has no effect", "Dial a")]
    [InlineData("<Dial ringTone='us'><Client>a</Client></Dial>", null, "<Dial ringTone> has no effect", "Dial a")]
    [InlineData("<Dial timeLimit='60'><Client url='/whisper'>a</Client></Dial>", null, "<Dial timeLimit> has no effect", "Dial a")]
    [InlineData("<Dial colour='red'><Client>a</Client></Dial>", 12200, "no attribute 'colour'", "Dial a")]
    [InlineData("<Dial timeout='601'><Client>a</Client></Dial>", 13212, "1 to 600", "Dial a")]
    [InlineData("<Dial timeout='soon'><Client>a</Client></Dial>", 13212, "1 to 600", "Dial a")]
    [InlineData("<Dial method='put'><Client>a</Client></Dial>", 13210, "POST or GET", "Dial a")]
    [InlineData("<Dial callerId='alice'><Client>a</Client></Dial>", 13214, "client:name", "Dial a")]
    [InlineData("<Dial callerId='5005550006'><Client>a</Client></Dial>", 13214, "E.164", "Dial a")]
    [InlineData("<Dial answerOnBridge='yes'><Client>a</Client></Dial>", 13219, "false or true", "Dial a")]
    [InlineData("<Dial><Client/></Dial>", 12200, "needs a name", "Dial ")]
    [InlineData("<Dial><Client>a b</Client></Dial>", 12200, "without spaces", "Dial ")]
    [InlineData("<Dial><Client>a<Hangup/></Client></Dial>", null, "<Hangup> in <Client>", "Dial a")]
    [InlineData("<Dial><Client>a<Parameter name='b'/></Client></Dial>", 12200, "a name and a value", "Dial a")]
    [InlineData("<Dial><Client statusCallbackEvent='ringing,answered'>a</Client></Dial>", 12200, "initiated ringing", "Dial a")]
    public void Anything_else_is_ignored_with_a_warning(string verbs, int? code, string warning, string expected)
    {
        var document = Parse($"<Response>{verbs}</Response>");
        Assert.Equal(expected, document.ToString());
        Assert.Equal(code, document.Warnings[0].Code);
        Assert.Contains(warning, document.Warnings[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Response><{0}/></Response>")]
    [InlineData("<Response><Dial {0}=''/></Response>")]
    [InlineData("<{0}></a>")]
    public void Endless_name_is_shortened_in_explanations(string xml)
    {
        xml = xml.Replace("{0}", new string('x', 60_000), StringComparison.Ordinal);
        var explanation = Xunit.Record.Exception(() => Parse(xml)) is VoiceException e ? e.Explanation : Parse(xml).Warnings[0].Text;
        Assert.InRange(explanation.Length, 1, 500);
    }

    [Fact]
    public void Warnings_of_one_document_are_limited() =>
        Assert.Equal(20, Parse($"<Response>{string.Concat(Enumerable.Repeat("<Fly/>", 1000))}</Response>").Warnings.Count);

    [Fact]
    public void Deeply_nested_document_is_read()
    {
        const int Depth = 9_000; // 63 kB
        var document = Parse($"<Response>{string.Concat(Enumerable.Repeat("<a>", Depth))}{string.Concat(Enumerable.Repeat("</a>", Depth))}</Response>");
        Assert.Single(document.Warnings);
    }

    [Fact]
    public void Only_ten_callees_of_a_Dial_ring()
    {
        var document = Parse($"<Response><Dial>{string.Concat(Enumerable.Range(0, 11).Select(i => $"<Client>a{i}</Client>"))}</Dial></Response>");
        Assert.Equal(10, Assert.IsType<Twiml.Dial>(Assert.Single(document.Verbs)).Callees.Count);
        Assert.Contains("first 10", Assert.Single(document.Warnings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_without_attributes_has_Twilios_defaults()
    {
        var record = Assert.IsType<Twiml.Record>(Assert.Single(Parse("<Response><Record/></Response>").Verbs));
        Assert.Equal(("", HttpMethod.Post, "1234567890*#", true), (record.Action, record.Method, record.FinishOnKey, record.PlayBeep));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)), (record.Timeout, record.MaxLength));
        Assert.Null(record.RecordingStatusCallback);
    }

    [Fact]
    public void Attributes_of_Record_are_read()
    {
        var record = Assert.IsType<Twiml.Record>(Assert.Single(Parse(
            "<Response><Record action='/done' method='GET' timeout='3' finishOnKey='#' maxLength='20' playBeep='false' recordingStatusCallback='/r'/></Response>").Verbs));
        Assert.Equal(("/done", HttpMethod.Get, "#", false), (record.Action, record.Method, record.FinishOnKey, record.PlayBeep));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20)), (record.Timeout, record.MaxLength));
        Assert.Equal(["completed"], record.RecordingStatusCallback!.Events);
    }

    [Fact]
    public void Conference_without_attributes_has_Twilios_defaults()
    {
        var dial = Assert.IsType<Twiml.Dial>(Assert.Single(Parse("<Response><Dial><Conference>a</Conference></Dial></Response>").Verbs));
        Assert.Equal(new Twiml.Conference("a") { Muted = false, StartOnEnter = true, EndOnExit = false, MaxParticipants = 250 }, dial.Conference);
        Assert.Empty(dial.Callees);
    }

    [Fact]
    public void Attributes_of_Conference_are_read()
    {
        var dial = Assert.IsType<Twiml.Dial>(Assert.Single(Parse(
            "<Response><Dial><Conference muted='true' startConferenceOnEnter='false' endConferenceOnExit='true' maxParticipants='3' statusCallback='/c' "
            + "statusCallbackEvent='join leave' statusCallbackMethod='GET'>a</Conference></Dial></Response>").Verbs));
        var conference = dial.Conference!;
        Assert.Equal((true, false, true, 3), (conference.Muted, conference.StartOnEnter, conference.EndOnExit, conference.MaxParticipants));
        Assert.Equal(("/c", HttpMethod.Get), (conference.StatusCallback!.Url, conference.StatusCallback.Method));
        Assert.Equal(["join", "leave"], conference.StatusCallback.Events);
    }

    [Theory]
    [InlineData("<Record action='ftp:a'/>")]
    [InlineData("<Record recordingStatusCallback='ftp:a'/>")]
    [InlineData("<Dial><Number statusCallback='ftp:a'>+15005550006</Number></Dial>")]
    [InlineData("<Dial><Sip statusCallback='ftp:a'>sip:a@b</Sip></Dial>")]
    [InlineData("<Dial><Conference statusCallback='ftp:a'>a</Conference></Dial>")]
    public void Every_URL_of_a_document_is_known_before_it_runs(string verb) =>
        Assert.Contains("ftp:a", Parse($"<Response>{verb}</Response>").Addresses);

    [Theory]
    [InlineData("utf-8", false, null)]
    [InlineData("utf-8", true, null)]
    [InlineData("utf-16", true, null)]
    [InlineData("utf-16BE", true, null)]
    [InlineData("iso-8859-1", false, null)]
    [InlineData("windows-1252", false, null)]
    [InlineData("windows-1252", false, "windows-1252")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", false, "utf-16")]
    public void Document_is_read_in_its_encoding(string name, bool hasByteOrderMark, string? charset)
    {
        var encoding = Encoding.GetEncoding(name);
        var xml = encoding.GetBytes($"<?xml version='1.0' encoding='{name}'?><Response><Dial><Client>andré</Client></Dial></Response>");
        byte[] body = [.. hasByteOrderMark ? encoding.GetPreamble() : [], .. xml];
        Assert.Equal("Dial andré", TwimlParser.Parse(s_url, body, charset).ToString());
    }

    [Fact]
    public void Document_of_Twilios_library_is_read_without_a_warning()
    {
        var response = new VoiceResponse().Pause(2);
        var client = new Client().Identity("alice");
        client.Parameter("first name", "J&ne");
        response.Append(new Dial(callerId: "client:bob", timeout: 20, action: new("/done", UriKind.Relative)).Append(client)).Hangup();
        var document = Parse(response.ToString());
        Assert.Equal("Pause 2, Dial alice, Hangup", document.ToString());
        Assert.Equal([new("first name", "J&ne")], document.Verbs.OfType<Twiml.Dial>().Single().Callees[0].Params);
        Assert.Empty(document.Warnings);
    }

    // Printed by npm twilio with callerId, action, timeout, both forms of Client, and a comment.
    [Fact]
    public void Document_of_the_npm_library_is_read_without_a_warning()
    {
        var document = Parse("""
            <?xml version="1.0" encoding="UTF-8"?><Response><Dial answerOnBridge="true" callerId="+15551234567" action="/done" timeout="20"><Client statusCallbackEvent="initiated ringing answered completed" statusCallback="/status"><Identity>alice</Identity><Parameter name="first name" value="Jane &amp; Co"/></Client><Client>bob</Client></Dial><!-- bye --><Pause length="1"/><Hangup/></Response>
            """);
        Assert.Equal("Dial alice, bob, Pause 1, Hangup", document.ToString());
        Assert.Equal([new("first name", "Jane & Co")], document.Verbs.OfType<Twiml.Dial>().Single().Callees[0].Params);
        Assert.Empty(document.Warnings);
    }

    private static TwimlDocument Parse(string xml) => TwimlParser.Parse(s_url, Encoding.UTF8.GetBytes(xml), "utf-8");
}
