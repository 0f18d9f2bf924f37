using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads <c>&lt;Record&gt;</c>.</summary>
internal sealed class RecordParser(TwimlWarnings warnings)
{
    private const int MaxTimeout = 600; // inferred
    private const int MaxLength = 14_400; // documented
    private const string Keys = "1234567890*#"; // documented

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5); // documented
    private static readonly TimeSpan s_length = TimeSpan.FromHours(1); // documented
    private static readonly string[] s_events = ["in-progress", "completed", "absent"];

    public Twiml.Record Read(XElement record)
    {
        warnings.Check(record,
        [
            "action", "finishOnKey", "maxLength", "method", "playBeep", "recordingStatusCallback", "recordingStatusCallbackEvent", "recordingStatusCallbackMethod", "timeout",
        ]);
        var attributes = new TwimlAttributes(record, warnings);
        return new()
        {
            Action = attributes.Text("action") ?? "",
            Method = attributes.Method("method", TwimlCodes.RecordMethod),
            Timeout = attributes.Seconds("timeout", TwimlCodes.RecordTimeout, MaxTimeout) ?? s_timeout,
            MaxLength = attributes.Seconds("maxLength", TwimlCodes.RecordMaxLength, MaxLength) ?? s_length,
            FinishOnKey = ReadFinishOnKey(attributes),
            PlayBeep = attributes.OneOf("playBeep", TwimlCodes.RecordPlayBeep, "true", "false") == "true",
            RecordingStatusCallback = attributes.Callback("recordingStatusCallback", s_events, "completed", TwimlCodes.RecordCallbackEvent),
        };
    }

    // Unlike that of <Gather>, a set of keys (documented).
    private string ReadFinishOnKey(TwimlAttributes attributes)
    {
        var keys = attributes.Text("finishOnKey") ?? Keys;
        if (keys.All(key => Keys.Contains(key, StringComparison.Ordinal)))
        {
            return keys;
        }

        warnings.Add(TwimlCodes.RecordFinishOnKey, $"<Record finishOnKey> must be some of {Keys}, or empty. {Keys} applies.");
        return Keys;
    }
}
