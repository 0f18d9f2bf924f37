using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads TwiML.</summary>
/// <remarks>
/// <code>&lt;Response&gt;&lt;Dial timeout="20"&gt;&lt;Client&gt;bob&lt;/Client&gt;&lt;/Dial&gt;&lt;/Response&gt;</code>
/// The whole document is read before its first verb runs: what the sandbox does not do fails every call, not only an unlucky one.
/// </remarks>
internal static partial class TwimlParser
{
    public static IReadOnlyList<Twiml> Parse(string xml) => Parse(settings => XmlReader.Create(new StringReader(xml), settings));

    /// <param name="body">The document.</param>
    /// <param name="charset">As the Content-Type names it; null when it does not, and the document says it itself or is UTF-8.</param>
    /// <exception cref="VoiceException">It is not TwiML, or asks for what the sandbox does not do.</exception>
    public static IReadOnlyList<Twiml> Parse(byte[] body, string? charset) => Parse(settings =>
        charset is null
            ? XmlReader.Create(new MemoryStream(body), settings)
            : XmlReader.Create(new StreamReader(new MemoryStream(body), FindEncoding(charset)), settings));

    private static List<Twiml> Parse(Func<XmlReaderSettings, XmlReader> open)
    {
        var response = Load(open);
        if (response.Name != "Response")
        {
            throw VoiceErrors.NoResponse($"The root element is {Tag(response)}; <Response> was expected. Names are case-sensitive.");
        }

        Check(response);
        List<Twiml> verbs = [];
        foreach (var element in response.Elements())
        {
            var verb = ParseVerb(element);
            if (verb is Twiml.Reject && verbs.Count > 0)
            {
                throw VoiceErrors.Schema("<Reject> must be the first verb: after another one the call is under way. Use <Hangup>.");
            }

            verbs.Add(verb);
            if (verb is Twiml.Hangup or Twiml.Reject or Twiml.Redirect)
            {
                // What follows is never reached (documented).
                break;
            }
        }

        return verbs;
    }

    private static XElement Load(Func<XmlReaderSettings, XmlReader> open)
    {
        try
        {
            // No DTD: entities could grow without end or read files.
            using var reader = open(new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw VoiceErrors.NotXml($"The answer is not well-formed XML: {Short(e.Message, 300)}");
        }
    }

    private static Encoding FindEncoding(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw VoiceErrors.ContentType("The answer is in a character set that does not exist; UTF-8 was expected.");
        }
    }

    private static Twiml ParseVerb(XElement verb)
    {
        Check(verb);
        return verb.Name.LocalName switch
        {
            "Dial" => ParseDial(verb),
            "Hangup" => Leaf(verb, new Twiml.Hangup()),
            "Pause" => Leaf(verb, new Twiml.Pause(Seconds(verb, "length", 3600, VoiceErrors.PauseLength) ?? TimeSpan.FromSeconds(1))),
            "Redirect" => new Twiml.Redirect(Text(verb), Method(verb, "method", VoiceErrors.RedirectMethod)),
            "Reject" => Leaf(verb, new Twiml.Reject(OneOf(verb, "reason", VoiceErrors.Schema, "rejected", "busy") == "busy")),
            var name => throw VoiceErrors.Schema($"<{name}> is no verb. {TwimlFeature.Verbs}"),
        };
    }

    private static T Leaf<T>(XElement element, T twiml) =>
        element.Nodes().All(node => node is XComment)
            ? twiml
            : throw VoiceErrors.Schema($"{Tag(element)} has content; it must be empty.");
}
