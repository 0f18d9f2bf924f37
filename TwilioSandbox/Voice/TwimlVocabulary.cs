namespace TwilioSandbox.Voice;

/// <summary>Elements and attributes of Voice TwiML that Twilio knows and the sandbox ignores (documented).</summary>
internal static class TwimlVocabulary
{
    private static readonly string[] s_elements =
    [
        "AiSession", "Application", "Assistant", "Autopilot", "Client", "Conference", "Config", "Connect", "Conversation", "ConversationRelay", "Dial", "Echo",
        "Enqueue", "Gather", "Hangup", "Identity", "Language", "Leave", "Message", "Number", "Parameter", "Pause", "Pay", "Play", "Prompt", "Queue", "Record",
        "Recording", "Redirect", "Refer", "ReferSip", "Reject", "Room", "Say", "Sim", "Sip", "Siprec", "Sms", "Start", "Stop", "Stream", "Task", "Transcription",
        "VirtualAgent", "WhatsApp",
    ];

    private static readonly Dictionary<string, string[]> s_attributes = new()
    {
        ["Dial"] =
        [
            "events", "hangupOnStar", "ifMachine", "record", "recordingStatusCallback", "recordingStatusCallbackEvent", "recordingStatusCallbackMethod",
            "recordingTrack", "referMethod", "referUrl", "ringTone", "sequential", "timeLimit", "trim",
        ],
        ["Gather"] =
        [
            "bargeIn", "debug", "dtmfDetection", "enhanced", "hints", "language", "maxSpeechTime", "partialResultCallback", "partialResultCallbackMethod",
            "profanityFilter", "speechModel", "speechTimeout",
        ],
        ["Client"] = ["clientNotificationUrl", "method", "url"],
    };

    public static bool HasElement(string name) => s_elements.Contains(name);

    public static bool HasAttribute(string element, string name) => s_attributes.GetValueOrDefault(element)?.Contains(name) == true;
}
