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
        ["Conference"] =
        [
            "beep", "coach", "eventCallbackUrl", "jitterBufferSize", "participantLabel", "record", "recordingStatusCallback", "recordingStatusCallbackEvent",
            "recordingStatusCallbackMethod", "region", "trim", "waitMethod", "waitUrl",
        ],
        ["Number"] =
        [
            "amdStatusCallback", "amdStatusCallbackMethod", "byoc", "machineDetection", "machineDetectionSilenceTimeout", "machineDetectionSpeechEndThreshold",
            "machineDetectionSpeechThreshold", "machineDetectionTimeout", "method", "phoneNumberSid", "sendDigits", "url",
        ],
        ["Record"] = ["recordingConfigurationId", "transcribe", "transcribeCallback", "trim"],
        ["Sip"] =
        [
            "amdStatusCallback", "amdStatusCallbackMethod", "codecs", "machineDetection", "machineDetectionSilenceTimeout", "machineDetectionSpeechEndThreshold",
            "machineDetectionSpeechThreshold", "machineDetectionTimeout", "method", "password", "url", "username",
        ],
    };

    /// <summary>What to use instead of an element that has no effect.</summary>
    public static string Advise(string element, string parent) => (element, parent) switch
    {
        ("Enqueue" or "Queue" or "Leave", _) => "The sandbox has no queues. Use <Dial> with <Conference>.",
        ("Connect" or "Start" or "Stop", _) => "Media streams, transcription and speech recognition are not available. The next verb runs.",
        ("Pay" or "Prompt", _) => "Payments are not available. Use <Gather> to read digits.",
        (_, "Dial") => "It dials <Client>, <Conference>, <Number> and <Sip>.",
        (_, "Client") => "It reads <Identity> and <Parameter>.",
        (_, "Number" or "Sip") => "Use text.",
        _ => "It runs <Dial>, <Gather>, <Hangup>, <Pause>, <Play>, <Record>, <Redirect>, <Reject> and <Say>.",
    };

    public static bool HasElement(string name) => s_elements.Contains(name);

    public static bool HasAttribute(string element, string name) => s_attributes.GetValueOrDefault(element)?.Contains(name) == true;
}
