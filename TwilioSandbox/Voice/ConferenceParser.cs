using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads <c>&lt;Conference&gt;</c>.</summary>
internal sealed class ConferenceParser(TwimlWarnings warnings)
{
    private const int MaxNameLength = 128; // inferred
    private const int MaxParticipants = 250; // documented

    private static readonly string[] s_events = ["start", "end", "join", "leave", "mute", "hold", "speaker"];

    /// <returns>Null if the conference has no valid name.</returns>
    public Twiml.Conference? Read(XElement conference)
    {
        warnings.Check(
            conference,
            ["endConferenceOnExit", "maxParticipants", "muted", "startConferenceOnEnter", "statusCallback", "statusCallbackEvent", "statusCallbackMethod"],
            hasContent: true);
        var name = TwimlXml.TextOf(conference);
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
        {
            warnings.Add(TwimlCodes.ConferenceName, $"<Conference> needs a name of 1 to {MaxNameLength} characters. The caller joins no conference.");
            return null;
        }

        var attributes = new TwimlAttributes(conference, warnings);
        return new(name)
        {
            Muted = attributes.OneOf("muted", TwimlCodes.ConferenceMuted, "false", "true") == "true",
            StartOnEnter = attributes.OneOf("startConferenceOnEnter", TwimlCodes.ConferenceStartOnEnter, "true", "false") == "true",
            EndOnExit = attributes.OneOf("endConferenceOnExit", TwimlCodes.ConferenceEndOnExit, "false", "true") == "true",
            MaxParticipants = attributes.Number("maxParticipants", TwimlCodes.Schema, 2, MaxParticipants) ?? MaxParticipants,
            StatusCallback = attributes.Callback("statusCallback", s_events, "", TwimlCodes.Schema),
        };
    }
}
