using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads <c>&lt;Dial&gt;</c> and its clients.</summary>
internal sealed partial class DialParser(TwimlWarnings warnings)
{
    private const int MaxCallees = 10; // documented
    private const int MaxIdentityLength = 256; // documented

    public Twiml.Dial Read(XElement dial)
    {
        warnings.Check(dial, ["action", "answerOnBridge", "callerId", "method", "timeout"], hasContent: true);
        if (TextOf(dial).Length > 0)
        {
            warnings.Add(null, "The sandbox cannot dial telephone numbers. Use <Client>.");
        }

        var callees = dial.Elements().Select(ReadNoun).OfType<Twiml.Callee>().ToArray();
        if (callees.Length > MaxCallees)
        {
            warnings.AddSchema($"<Dial> has {callees.Length} <Client>. Only the first {MaxCallees} ring.");
        }

        var attributes = new TwimlAttributes(dial, warnings);
        return new(callees.Take(MaxCallees).ToArray())
        {
            AnswerOnBridge = attributes.OneOf("answerOnBridge", TwimlCodes.DialAnswerOnBridge, "false", "true") == "true",
            CallerId = ReadCallerId(attributes),
            Timeout = attributes.Seconds("timeout", TwimlCodes.DialTimeout, 600),
            Action = attributes.Text("action"),
            Method = attributes.Method("method", TwimlCodes.DialMethod),
        };
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

    private Twiml.Callee? ReadNoun(XElement noun)
    {
        if (noun.Name == "Client")
        {
            return ReadClient(noun);
        }

        warnings.AddSkipped(noun, "Dial");
        return null;
    }

    // <Client>bob</Client>, or <Client><Identity>bob</Identity><Parameter name="k" value="v"/></Client>
    private Twiml.Callee? ReadClient(XElement client)
    {
        warnings.Check(client, ["statusCallback", "statusCallbackEvent", "statusCallbackMethod"], hasContent: true);
        foreach (var child in client.Elements().Where(child => child.Name.ToString() is not ("Identity" or "Parameter")))
        {
            warnings.AddSkipped(child, "Client");
        }

        var identity = client.Element("Identity")?.Value.Trim() ?? TextOf(client);
        if (identity.Length is 0 or > MaxIdentityLength || identity.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            warnings.AddSchema($"<Client> needs a name of 1 to {MaxIdentityLength} characters without spaces, as text or in <Identity>. It does not ring.");
            return null;
        }

        return new($"client:{identity}", [.. client.Elements("Parameter").Select(ReadParameter).OfType<KeyValuePair<string, string>>()], ReadStatusCallback(client));
    }

    private KeyValuePair<string, string>? ReadParameter(XElement parameter)
    {
        warnings.Check(parameter, ["name", "value"]);
        if ((string?)parameter.Attribute("name") is { Length: > 0 } name && (string?)parameter.Attribute("value") is { } value)
        {
            return new(name, value);
        }

        warnings.AddSchema("<Parameter> needs a name and a value. It is ignored.");
        return null;
    }

    private Twiml.Callback? ReadStatusCallback(XElement client)
    {
        var attributes = new TwimlAttributes(client, warnings);
        var method = attributes.Method("statusCallbackMethod", TwimlCodes.Schema);
        var events = (attributes.Text("statusCallbackEvent") ?? "completed").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (events.Except(CallProgress.Events).Any())
        {
            warnings.AddSchema($"<Client statusCallbackEvent> must be some of: {string.Join(' ', CallProgress.Events)}. Others are ignored.");
        }

        return attributes.Text("statusCallback") is { Length: > 0 } url ? new(url, method, events) : null;
    }

    // Comments and processing instructions may divide the text.
    private static string TextOf(XElement element) => string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)).Trim();

    [GeneratedRegex(@"\A(client:\S{1,256}|\+[1-9][0-9]{1,14})\z")]
    private static partial Regex CallerId();
}
