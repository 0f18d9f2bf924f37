using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>What the application wants done with a call: the first verb of its TwiML.</summary>
internal abstract record Twiml
{
    /// <summary>Ring these clients, all at once; the first to answer has the call.</summary>
    internal sealed record Dial(IReadOnlyList<string> Clients, TimeSpan? Timeout) : Twiml
    {
        public override string ToString() => $"Dial {string.Join(", ", Clients)}";
    }

    internal sealed record Hangup : Twiml
    {
        public override string ToString() => "Hangup";
    }

    internal sealed record Reject(bool Busy) : Twiml
    {
        public override string ToString() => Busy ? "Reject, busy" : "Reject";
    }

    /// <summary>Reads TwiML such as <c>&lt;Response&gt;&lt;Dial timeout="20"&gt;&lt;Client&gt;bob&lt;/Client&gt;&lt;/Dial&gt;&lt;/Response&gt;</c>.</summary>
    /// <exception cref="VoiceException">It is not TwiML, or asks for what the sandbox does not do.</exception>
    public static Twiml Parse(string xml)
    {
        XElement response;
        try
        {
            // No DTD: entities could grow without end or read files.
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            response = XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw new VoiceException(12100, "Document parse failure", $"The answer is not well-formed XML: {e.Message}");
        }

        if (response.Name != "Response")
        {
            throw new VoiceException(12100, "Document parse failure", "The root element is not <Response>.");
        }

        var verb = response.Elements().FirstOrDefault();
        if (verb?.Name == "Dial" && verb.ElementsAfterSelf().FirstOrDefault() is { } next && next.Name != "Hangup")
        {
            // Twilio goes on with it when nobody answers. After <Hangup> and <Reject> nothing is reached.
            throw Unsupported($"<{next.Name.LocalName}> after <Dial>", "<Hangup> there, or nothing");
        }

        return verb?.Name.LocalName switch
        {
            null or "Hangup" => new Hangup(),
            "Reject" => new Reject((string?)verb.Attribute("reason") == "busy"),
            "Dial" => ParseDial(verb),
            var other => throw Unsupported($"<{other}>", "<Dial> with <Client>, <Hangup> and <Reject>"),
        };
    }

    private static Dial ParseDial(XElement dial)
    {
        TimeSpan? timeout = null;
        foreach (var attribute in dial.Attributes())
        {
            switch (attribute.Name.LocalName)
            {
                case "timeout" when int.TryParse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 600:
                    timeout = TimeSpan.FromSeconds(seconds);
                    break;
                case "timeout":
                    throw new VoiceException(13212, "Dial: Invalid timeout value", "<Dial timeout> must be whole seconds, 1 to 600.");
                case "answerOnBridge" or "callerId":
                    // The relay always bridges on answer; between clients the caller stays who the token says.
                    break;
                default:
                    throw Unsupported($"<Dial {attribute.Name.LocalName}>", "timeout, answerOnBridge and callerId");
            }
        }

        if (dial.Elements().FirstOrDefault(child => child.Name != "Client") is { } stranger)
        {
            throw Unsupported($"<Dial><{stranger.Name.LocalName}>", "<Client>");
        }

        foreach (var client in dial.Elements("Client"))
        {
            if (client.Attributes().FirstOrDefault() is { } attribute)
            {
                throw Unsupported($"<Client {attribute.Name.LocalName}>", "<Client>name</Client>");
            }

            if (client.Elements().FirstOrDefault() is { } child)
            {
                throw Unsupported($"<Client><{child.Name.LocalName}>", "<Client>name</Client>");
            }
        }

        var clients = dial.Elements("Client").Select(client => client.Value.Trim()).Where(name => name.Length > 0).ToArray();
        return clients.Length > 0 ? new Dial(clients, timeout) : throw Unsupported("<Dial> without <Client>", "<Client>name</Client>");
    }

    private static VoiceException Unsupported(string what, string accepted) =>
        new(12200, "Schema validation warning", $"The sandbox does not do {what}; it does {accepted}.");
}

/// <summary>The application did not say what to do with a call.</summary>
/// <param name="code">Twilio's code, as its debugger shows it.</param>
/// <param name="title">Twilio's text for <paramref name="code"/>.</param>
/// <param name="explanation">What exactly was wrong, and what would have been accepted.</param>
internal sealed class VoiceException(int code, string title, string explanation) : Exception($"{title}: {explanation}")
{
    public int Code => code;

    public string Title => title;

    public string Explanation => explanation;
}
