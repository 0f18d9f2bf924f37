using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads the nouns that a <c>&lt;Dial&gt;</c> rings: <c>&lt;Client&gt;</c>, <c>&lt;Number&gt;</c> and <c>&lt;Sip&gt;</c>.</summary>
internal sealed partial class CalleeParser(TwimlWarnings warnings)
{
    private const int MaxIdentityLength = 256; // documented

    private static readonly string[] s_attributes = ["statusCallback", "statusCallbackEvent", "statusCallbackMethod"];

    public static bool IsIdentity(string text) => text.Length is > 0 and <= MaxIdentityLength && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    public static bool IsSipUri(string text) => SipUri().IsMatch(text);

    /// <returns>Null if the noun does not ring.</returns>
    public Twiml.Callee? Read(XElement noun)
    {
        switch (noun.Name.ToString())
        {
            case "Client":
                return ReadClient(noun);
            case "Number":
                CheckText(noun);
                return ReadNumber(TwimlXml.TextOf(noun), ReadStatusCallback(noun));
            case "Sip":
                CheckText(noun);
                return ReadSip(noun);
            default:
                warnings.AddSkipped(noun, "Dial");
                return null;
        }
    }

    public Twiml.Callee? ReadNumber(string text, Twiml.Callback? statusCallback = null)
    {
        if (PhoneNumber.Normalize(text) is { } number)
        {
            return new(number, [], statusCallback);
        }

        warnings.Add(TwimlCodes.DialNumber, $"'{TwimlXml.Shorten(text)}' is not a telephone number in E.164 format, such as +15005550006. It does not ring. To dial a client, use <Client>.");
        return null;
    }

    // <Client>bob</Client>, or <Client><Identity>bob</Identity><Parameter name="k" value="v"/></Client>
    private Twiml.Callee? ReadClient(XElement client)
    {
        warnings.Check(client, s_attributes, hasContent: true);
        foreach (var child in client.Elements().Where(child => child.Name.ToString() is not ("Identity" or "Parameter")))
        {
            warnings.AddSkipped(child, "Client");
        }

        var identity = client.Element("Identity")?.Value.Trim() ?? TwimlXml.TextOf(client);
        if (!IsIdentity(identity))
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

    // <Sip>sip:bob@example.com?X-Reason=test</Sip>
    private Twiml.Callee? ReadSip(XElement sip)
    {
        var uri = TwimlXml.TextOf(sip);
        var address = uri.Split('?')[0];
        if (!IsSipUri(address))
        {
            warnings.Add(TwimlCodes.DialSip, "<Sip> needs a SIP URI such as sip:bob@example.com. It does not ring.");
            return null;
        }

        if (address != uri)
        {
            warnings.Add(null, "The headers of a <Sip> URI have no effect in the sandbox.");
        }

        return new(address, [], ReadStatusCallback(sip));
    }

    private void CheckText(XElement noun)
    {
        warnings.Check(noun, s_attributes, hasContent: true);
        foreach (var child in noun.Elements())
        {
            warnings.AddSkipped(child, noun.Name.LocalName);
        }
    }

    private Twiml.Callback? ReadStatusCallback(XElement noun) =>
        new TwimlAttributes(noun, warnings).Callback("statusCallback", CallProgress.Events, "completed", TwimlCodes.Schema);

    [GeneratedRegex(@"\Asips?:[^\s<>""]{1,255}\z", RegexOptions.IgnoreCase)]
    private static partial Regex SipUri();
}
