using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads the verbs of a TwiML document.</summary>
/// <remarks><code>&lt;Response&gt;&lt;Dial timeout="20"&gt;&lt;Client&gt;bob&lt;/Client&gt;&lt;/Dial&gt;&lt;/Response&gt;</code></remarks>
internal sealed class TwimlParser
{
    private readonly TwimlWarnings _warnings = new();
    private readonly List<Twiml> _verbs = [];

    private TwimlParser()
    {
    }

    /// <param name="url">The address of the document.</param>
    /// <param name="body">The document.</param>
    /// <param name="charset">The charset of the Content-Type, if any.</param>
    /// <exception cref="VoiceException">Twilio refuses the document.</exception>
    public static TwimlDocument Parse(Uri url, byte[] body, string? charset)
    {
        var parser = new TwimlParser();
        parser.Read(TwimlXml.Load(body, charset));
        return new(url, parser._verbs, parser._warnings.Read());
    }

    private void Read(XElement response)
    {
        _warnings.Check(response, [], hasContent: true);
        if (response.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            _warnings.AddSchema("Text in <Response> is ignored. Put it into a verb.");
        }

        // No verb runs after one of these (documented).
        foreach (var element in response.Elements().TakeWhile(_ => _verbs.LastOrDefault() is not (Twiml.Hangup or Twiml.Reject or Twiml.Redirect)))
        {
            if (ReadVerb(element) is { } verb)
            {
                _verbs.Add(verb);
            }
            else
            {
                _warnings.AddSkipped(element, "Response");
            }
        }
    }

    private Twiml? ReadVerb(XElement element) => element.Name.ToString() switch
    {
        "Dial" => new DialParser(_warnings).Read(element),
        "Gather" => new GatherParser(_warnings).Read(element),
        "Hangup" => ReadHangup(element),
        "Pause" or "Play" or "Say" => new SpokenParser(_warnings).Read(element),
        "Record" => new RecordParser(_warnings).Read(element),
        "Redirect" => ReadRedirect(element),
        "Reject" => ReadReject(element),
        _ => null,
    };

    private Twiml.Hangup ReadHangup(XElement hangup)
    {
        _warnings.Check(hangup, []);
        return new();
    }

    private Twiml.Redirect ReadRedirect(XElement redirect)
    {
        _warnings.Check(redirect, ["method"], hasContent: true);
        return new(redirect.Value.Trim(), new TwimlAttributes(redirect, _warnings).Method("method", TwimlCodes.RedirectMethod));
    }

    private Twiml ReadReject(XElement reject)
    {
        _warnings.Check(reject, ["reason"]);
        if (_verbs.Count > 0)
        {
            _warnings.AddSchema("<Reject> after another verb acts as <Hangup>. Put it first.");
            return new Twiml.Hangup();
        }

        return new Twiml.Reject(new TwimlAttributes(reject, _warnings).OneOf("reason", TwimlCodes.Schema, "rejected", "busy") == "busy");
    }
}
