using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads <c>&lt;Dial&gt;</c> and its nouns.</summary>
internal sealed partial class DialParser(TwimlWarnings warnings)
{
    private const int MaxCallees = 10; // documented

    public Twiml.Dial Read(XElement dial)
    {
        warnings.Check(dial, ["action", "answerOnBridge", "callerId", "method", "timeout"], hasContent: true);
        var conference = ReadConference(dial);
        var callees = conference is null ? ReadCallees(dial) : [];
        if (callees.Length > MaxCallees)
        {
            warnings.AddSchema($"<Dial> has {callees.Length} callees. Only the first {MaxCallees} ring.");
        }

        var attributes = new TwimlAttributes(dial, warnings);
        return new(callees.Take(MaxCallees).ToArray())
        {
            Conference = conference,
            AnswerOnBridge = attributes.OneOf("answerOnBridge", TwimlCodes.DialAnswerOnBridge, "false", "true") == "true",
            CallerId = ReadCallerId(attributes),
            Timeout = attributes.Seconds("timeout", TwimlCodes.DialTimeout, 600),
            Action = attributes.Text("action"),
            Method = attributes.Method("method", TwimlCodes.DialMethod),
        };
    }

    private Twiml.Conference? ReadConference(XElement dial)
    {
        if (dial.Element("Conference") is not { } element || new ConferenceParser(warnings).Read(element) is not { } conference)
        {
            return null;
        }

        if (dial.Elements().Count() > 1 || TwimlXml.TextOf(dial).Length > 0)
        {
            warnings.Add(TwimlCodes.DialNestedElement, "<Dial> with <Conference> can contain nothing else. The caller joins the conference, and nobody rings.");
        }

        return conference;
    }

    // <Dial>415-555-0100</Dial> is short for <Dial><Number>415-555-0100</Number></Dial>.
    private Twiml.Callee[] ReadCallees(XElement dial)
    {
        var parser = new CalleeParser(warnings);
        var number = TwimlXml.TextOf(dial) is { Length: > 0 } text ? parser.ReadNumber(text) : null;
        // A <Conference> without a valid name has its warning.
        var nouns = dial.Elements().Where(noun => noun.Name != "Conference").Select(parser.Read);
        return [.. nouns.Prepend(number).OfType<Twiml.Callee>()];
    }

    private string? ReadCallerId(TwimlAttributes attributes)
    {
        var callerId = attributes.Text("callerId");
        if (callerId is null || CallerId().IsMatch(callerId))
        {
            return callerId;
        }

        warnings.Add(TwimlCodes.DialCallerId, "<Dial callerId> must be client:name, or a number in E.164 format such as +15005550006. The caller's identity applies.");
        return null;
    }

    [GeneratedRegex(@"\A(client:\S{1,256}|\+[1-9][0-9]{1,14})\z")]
    private static partial Regex CallerId();
}
