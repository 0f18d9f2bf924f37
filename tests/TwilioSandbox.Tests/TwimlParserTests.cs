using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests;

public class TwimlParserTests
{
    [Theory]
    [InlineData("", "nothing")]
    [InlineData("<Hangup/><Say>never reached</Say>", "Hangup")]
    [InlineData("<Pause/><Pause length='10'/><Hangup />", "Pause 1, Pause 10, Hangup")]
    [InlineData("<!-- c --><Reject reason='busy'/>", "Reject, busy")]
    [InlineData("<Redirect method='GET'> /next </Redirect><Hangup/>", "Redirect")]
    [InlineData("<Dial answerOnBridge='true' timeout='600'><Client> alice </Client><Client>bob</Client></Dial>", "Dial alice, bob")]
    [InlineData("<Dial><Client>alice<Parameter name='a' value='b'/></Client></Dial><Hangup/>", "Dial alice, Hangup")]
    [InlineData("<Dial><Client><Identity><![CDATA[al<ice]]></Identity></Client></Dial>", "Dial al<ice")]
    public void What_the_sandbox_imitates_is_read(string verbs, string expected) =>
        Assert.Equal(expected, new TwimlDocument(new(VoiceApplication.Url), TwimlParser.Parse($"<Response>{verbs}</Response>")).ToString());

    [Theory]
    [InlineData("<Answer/>", 12102, "<Answer>")]
    [InlineData("<response/>", 12102, "case-sensitive")]
    [InlineData("<Response xmlns='urn:x'/>", 12102, "<Response>")]
    [InlineData("no xml", 12100, "well-formed")]
    [InlineData("<!DOCTYPE r [<!ENTITY a 'b'>]><Response>&a;</Response>", 12100, "DTD")]
    [InlineData("<Response>hello</Response>", 12200, "text")]
    [InlineData("<Response><Fly/></Response>", 12200, "no <Fly>")]
    [InlineData("<Response><dial/></Response>", 12200, "case-sensitive")]
    [InlineData("<Response><Client>alice</Client></Response>", 12200, "no verb")]
    [InlineData("<Response><Pause length='0'/></Response>", 13910, "1 to 3600")]
    [InlineData("<Response><Pause>3</Pause></Response>", 12200, "empty")]
    [InlineData("<Response><Hangup reason='x'/></Response>", 12200, "'reason'")]
    [InlineData("<Response><Reject reason='tired'/></Response>", 12200, "rejected or busy")]
    [InlineData("<Response><Pause/><Reject/></Response>", 12200, "first verb")]
    [InlineData("<Response><Redirect method='PUT'>/</Redirect></Response>", 13710, "POST or GET")]
    [InlineData("<Response><Redirect><Client/></Redirect></Response>", 12200, "text was expected")]
    [InlineData("<Response><Dial/></Response>", 12200, "1 to 10")]
    [InlineData("<Response><Dial>+15005550006</Dial></Response>", 12200, "<Client>")]
    [InlineData("<Response><Dial><Hangup/></Dial></Response>", 13215, "<Client> was expected")]
    [InlineData("<Response><Dial timeout='601'><Client>a</Client></Dial></Response>", 13212, "1 to 600")]
    [InlineData("<Response><Dial method='put'><Client>a</Client></Dial></Response>", 13210, "POST or GET")]
    [InlineData("<Response><Dial callerId='alice'><Client>a</Client></Dial></Response>", 13214, "client:name")]
    [InlineData("<Response><Dial callerId='5005550006'><Client>a</Client></Dial></Response>", 13214, "E.164")]
    [InlineData("<Response><Dial answerOnBridge='yes'><Client>a</Client></Dial></Response>", 13219, "false or true")]
    [InlineData("<Response><Dial><Client/></Dial></Response>", 12200, "one name")]
    [InlineData("<Response><Dial><Client>a b</Client></Dial></Response>", 12200, "none of them a space")]
    [InlineData("<Response><Dial><Client>a<Identity>b</Identity></Client></Dial></Response>", 12200, "one name")]
    [InlineData("<Response><Dial><Client>a<Hangup/></Client></Dial></Response>", 12200, "<Parameter> were expected")]
    [InlineData("<Response><Dial><Client>a<Parameter name='b'/></Client></Dial></Response>", 12200, "a name and a value")]
    [InlineData("<Response><Dial><Client statusCallbackEvent='ringing,answered'>a</Client></Dial></Response>", 12200, "initiated ringing")]
    public void What_is_wrong_is_named_with_its_code(string xml, int code, string explanation)
    {
        var e = Assert.Throws<VoiceException>(() => TwimlParser.Parse(xml));
        Assert.Equal(code, e.Code);
        Assert.Contains(explanation, e.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Response><{0}/></Response>")]
    [InlineData("<Response><Dial {0}=''/></Response>")]
    [InlineData("<{0}></a>")]
    public void A_name_without_end_does_not_fill_the_journal(string xml)
    {
        var e = Assert.Throws<VoiceException>(() => TwimlParser.Parse(xml.Replace("{0}", new string('x', 60_000), StringComparison.Ordinal)));
        Assert.InRange(e.Explanation.Length, 1, 500);
    }

    [Fact]
    public void More_than_ten_clients_are_too_many()
    {
        var clients = string.Concat(Enumerable.Repeat("<Client>a</Client>", 11));
        Assert.Throws<VoiceException>(() => TwimlParser.Parse($"<Response><Dial>{clients}</Dial></Response>"));
    }

    public static TheoryData<string, string> Refused =>
        [.. TwimlFeature.All.Where(f => f.Support == Support.Refused).Select(f => (f.Element, f.Attribute))];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_sandbox_does_not_imitate_is_refused_by_its_name(string element, string attribute)
    {
        var xml = element switch
        {
            "Dial" => $"<Response><Dial {attribute}='x'><Client>a</Client></Dial></Response>",
            "Client" => $"<Response><Dial><Client {attribute}='x'>a</Client></Dial></Response>",
            _ => $"<Response><{element}/></Response>",
        };
        var e = Assert.Throws<VoiceException>(() => TwimlParser.Parse(xml));
        Assert.Equal(12200, e.Code);
        Assert.Contains($"does not imitate <{element}{(attribute == "" ? "" : " " + attribute)}>", e.Explanation, StringComparison.Ordinal);
    }
}
