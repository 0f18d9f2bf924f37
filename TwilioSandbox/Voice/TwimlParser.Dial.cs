using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

// <Dial> and the clients in it.
internal static partial class TwimlParser
{
    private const int MaxClients = 10; // documented
    private const int MaxIdentityLength = 256; // documented

    private static Twiml.Dial ParseDial(XElement dial)
    {
        if (dial.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            throw VoiceErrors.Schema("The sandbox dials no telephone numbers: <Dial> must hold <Client>name</Client>.");
        }

        var clients = dial.Elements().Select(ParseClient).ToArray();
        if (clients.Length is 0 or > MaxClients)
        {
            throw VoiceErrors.Schema($"<Dial> holds {clients.Length} <Client>; 1 to {MaxClients} were expected.");
        }

        OneOf(dial, "answerOnBridge", VoiceErrors.DialAnswerOnBridge, "false", "true");
        var callerId = (string?)dial.Attribute("callerId");
        if (callerId is not null && !CallerId().IsMatch(callerId))
        {
            throw VoiceErrors.DialCallerId("<Dial callerId> must be client:name, or a number in E.164 form such as +15005550006.");
        }

        return new Twiml.Dial(clients)
        {
            CallerId = callerId,
            Timeout = Seconds(dial, "timeout", 600, VoiceErrors.DialTimeout),
            Action = (string?)dial.Attribute("action"),
            Method = Method(dial, "method", VoiceErrors.DialMethod),
        };
    }

    private static Twiml.Client ParseClient(XElement client)
    {
        Check(client);
        if (client.Name != "Client")
        {
            throw VoiceErrors.DialNested($"<Dial> holds {Tag(client)}; <Client> was expected.");
        }

        foreach (var child in client.Elements())
        {
            Check(child);
        }

        // Either <Client>bob</Client>, or the name in <Identity>. Parameters go with both (the second is documented, the first inferred).
        var names = client.Nodes().OfType<XText>().Select(text => text.Value.Trim()).Where(text => text.Length > 0)
            .Concat(client.Elements("Identity").Select(Text)).ToArray();
        if (names is not [{ Length: > 0 and <= MaxIdentityLength } identity]
            || identity.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw VoiceErrors.Schema(
                $"<Client> must hold one name of 1 to {MaxIdentityLength} characters, none of them a space, as text or in <Identity>.");
        }

        if (client.Elements().FirstOrDefault(child => child.Name.LocalName is not ("Identity" or "Parameter")) is { } stranger)
        {
            throw VoiceErrors.Schema($"<Client> holds {Tag(stranger)}; <Identity> and <Parameter> were expected.");
        }

        return new(identity, [.. client.Elements("Parameter").Select(ParseParameter)], ParseStatusCallback(client));
    }

    private static KeyValuePair<string, string> ParseParameter(XElement parameter) =>
        (string?)parameter.Attribute("name") is { Length: > 0 } name && (string?)parameter.Attribute("value") is { } value
            ? Leaf(parameter, new KeyValuePair<string, string>(name, value))
            : throw VoiceErrors.Schema("<Parameter> must have a name and a value.");

    private static Twiml.Callback? ParseStatusCallback(XElement client)
    {
        var method = Method(client, "statusCallbackMethod", VoiceErrors.Schema);
        var events = ((string?)client.Attribute("statusCallbackEvent") ?? "completed").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (events.Except(CallProgress.Events).FirstOrDefault() is not null)
        {
            throw VoiceErrors.Schema($"<Client statusCallbackEvent> must be some of: {string.Join(' ', CallProgress.Events)}.");
        }

        return (string?)client.Attribute("statusCallback") is { Length: > 0 } url ? new(url, method, events) : null;
    }

    [GeneratedRegex(@"\A(client:\S{1,256}|\+[1-9][0-9]{1,14})\z")]
    private static partial Regex CallerId();
}
