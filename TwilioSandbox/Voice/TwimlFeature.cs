namespace TwilioSandbox.Voice;

internal enum Support
{
    /// <summary>Works as at Twilio, as far as the note says.</summary>
    Imitated,

    /// <summary>Accepted and without effect.</summary>
    Ignored,

    /// <summary>Fails the call with a clear error.</summary>
    Refused,
}

/// <summary>What the sandbox does with one element or attribute of TwiML.</summary>
/// <param name="Element">The element, such as <c>Dial</c>.</param>
/// <param name="Attribute">One of its attributes; empty for the element itself.</param>
/// <param name="Support">What happens to it.</param>
/// <param name="Label">How this is known: documented, observed or inferred; a dash where nothing is imitated.</param>
/// <param name="Note">What a reader should know about it.</param>
internal sealed record TwimlFeature(string Element, string Attribute, Support Support, string Label, string Note)
{
    public const string Verbs = "The sandbox does <Dial> with <Client>, <Hangup>, <Pause>, <Redirect> and <Reject>.";

    /// <summary>The verbs, nouns and attributes of Voice TwiML. docs/sandbox.md shows this list.</summary>
    public static IReadOnlyList<TwimlFeature> All { get; } =
    [
        new("Response", "", Support.Imitated, "documented", "The root. After its last verb the call ends."),
        new("Dial", "", Support.Imitated, "documented", "Clients only. Once in a call: after one that was answered a second is refused."),
        new("Dial", "action", Support.Imitated, "documented", "Told `DialCallStatus`, `DialCallSid`, `DialCallDuration`, `DialBridged`."),
        new("Dial", "method", Support.Imitated, "documented", "`GET` or `POST`, the default."),
        new("Dial", "timeout", Support.Imitated, "documented", "1 to 600 seconds, 30 by default."),
        new("Dial", "callerId", Support.Imitated, "documented", "`client:name`, or a number in E.164 form, whoever owns it."),
        new("Dial", "answerOnBridge", Support.Ignored, "documented", "Always as `true`: a relay has no sound of its own."),
        .. Refused("Dial", "events", "hangupOnStar", "record", "recordingStatusCallback", "recordingStatusCallbackEvent",
            "recordingStatusCallbackMethod", "recordingTrack", "referMethod", "referUrl", "ringTone", "sequential", "timeLimit", "trim"),
        new("Client", "", Support.Imitated, "documented", "Up to ten. The first to answer has the call."),
        new("Client", "statusCallback", Support.Imitated, "documented", "Never holds up a call; what fails is in the journal."),
        new("Client", "statusCallbackEvent", Support.Imitated, "documented", "`initiated ringing answered completed`; else `completed`."),
        new("Client", "statusCallbackMethod", Support.Imitated, "documented", "`GET` or `POST`, the default."),
        .. Refused("Client", "clientNotificationUrl", "method", "url"),
        new("Identity", "", Support.Imitated, "documented", "The name, where there are parameters."),
        new("Parameter", "", Support.Imitated, "documented", "One of `customParameters` in the callee's SDK."),
        new("Parameter", "name", Support.Imitated, "documented", "Not empty."),
        new("Parameter", "value", Support.Imitated, "documented", "Any text."),
        new("Hangup", "", Support.Imitated, "documented", "Verbs after it are not read."),
        new("Pause", "", Support.Imitated, "documented", ""),
        new("Pause", "length", Support.Imitated, "documented", "Whole seconds, 1 by default."),
        new("Redirect", "", Support.Imitated, "documented", "100 documents in a call (inferred). Verbs after it are not read."),
        new("Redirect", "method", Support.Imitated, "documented", "`GET` or `POST`, the default."),
        new("Reject", "", Support.Imitated, "documented", "As the first verb only. Verbs after it are not read."),
        new("Reject", "reason", Support.Imitated, "documented", "`rejected`, the default, or `busy`."),
        .. new[]
        {
            "Application", "Conference", "Connect", "Echo", "Enqueue", "Gather", "Leave", "Message", "Number", "Pay", "Play", "Prompt",
            "Queue", "Record", "Refer", "Say", "Sim", "Sip", "Siprec", "Sms", "Start", "Stop", "Stream", "Transcription",
            "VirtualAgent", "WhatsApp",
        }.Select(element => Refused(element, "").Single()),
    ];

    public static TwimlFeature? Find(string element, string attribute = "") =>
        All.FirstOrDefault(feature => feature.Element == element && feature.Attribute == attribute);

    private static IEnumerable<TwimlFeature> Refused(string element, params string[] attributes) =>
        attributes.Select(attribute => new TwimlFeature(element, attribute, Support.Refused, "-", ""));
}
