using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TwilioSandbox.Signaling;

/// <summary>One text frame from a device.</summary>
/// <remarks>
/// <code>{"payload":{"callsid":"TJ…","sdp":"v=0…","twilio":{"params":"To=alice"}},"type":"invite","version":"1.6"}</code>
/// A single newline is a heartbeat, not a frame. The order of members differs between SDK versions.
/// </remarks>
internal sealed class Frame
{
    private const int MaxSidLength = 64;

    private readonly JsonElement _payload;

    private Frame(string type, JsonElement payload)
    {
        Type = type;
        _payload = payload;
    }

    public string Type { get; }

    /// <summary>The type without characters that are unsafe in a log.</summary>
    public string PrintableType => string.Concat(Type.Where(char.IsAsciiLetterOrDigit).Take(32));

    public string? Token => Json.Text(_payload, "token");

    /// <summary>The leg. The SDK's ids have at most 38 characters; longer values are ignored.</summary>
    public string? CallSid => Json.Text(_payload, "callsid") is { Length: <= MaxSidLength } callSid ? callSid : null;

    /// <summary>The reconnect token of an <c>invite</c> that moves a call to another socket.</summary>
    public string? Reconnect => Json.Text(_payload, "reconnect");

    /// <summary>The keys of a <c>dtmf</c>: <c>12#</c>.</summary>
    public string? Digits => Json.Text(_payload, "dtmf");

    /// <summary>The SDK's id of a <c>message</c> (<c>KX…</c>), which the <c>ack</c> repeats.</summary>
    public string? VoiceEventSid => Json.Text(_payload, "voiceeventsid") is { Length: <= MaxSidLength } sid ? sid : null;

    /// <summary>The type of a <c>message</c>: <c>user-defined-message</c>.</summary>
    public string? MessageType => Json.Text(_payload, "messagetype");

    /// <summary>The content of a <c>message</c> as JSON, or empty.</summary>
    public string Content => Json.Raw(_payload, "content") ?? "";

    /// <summary>The SDK's version in a <c>listen</c>, such as <c>2.18.5</c>. Only characters of a version are kept, because the text is untrusted.</summary>
    public string? SdkVersion => Json.Object(_payload, "browserinfo") is { } info && Json.Text(info, "v") is { } version
        ? string.Concat(version.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-').Take(32))
        : null;

    public string? Sdp => Json.Text(_payload, "sdp");

    /// <summary>Whether a <c>register</c> registers (<c>media.audio</c>) or unregisters.</summary>
    public bool WantsAudio => Json.Object(_payload, "media") is { } media && Json.IsTrue(media, "audio");

    /// <summary>The page's parameters of an <c>invite</c>, as a query string such as <c>To=alice&amp;Foo=bar%20baz</c>.</summary>
    public string CallParams => Json.Object(_payload, "twilio") is { } twilio ? Json.Text(twilio, "params") ?? "" : "";

    public static bool TryParse(string text, [NotNullWhen(true)] out Frame? frame)
    {
        frame = null;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Json.Text(root, "type") is not { } type)
            {
                return false;
            }

            frame = new Frame(type, Json.Object(root, "payload")?.Clone() ?? default);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair, which is not valid Unicode.
            return false;
        }
    }
}
