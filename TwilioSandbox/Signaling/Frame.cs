using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TwilioSandbox.Signaling;

/// <summary>One text frame from a device.</summary>
/// <remarks>
/// <code>{"type":"invite","version":"1.5","payload":{"callsid":"TJ…","sdp":"v=0…","preflight":false,"twilio":{"params":"To=alice"}}}</code>
/// A frame that is one newline is a heartbeat and never comes here. The order of members differs between the SDKs.
/// </remarks>
internal sealed class Frame
{
    private const int MaxSidLength = 64;

    private readonly JsonElement _payload;

    private Frame(string type, string? version, JsonElement payload)
    {
        Type = type;
        Version = version;
        _payload = payload;
    }

    public string Type { get; }

    /// <summary>Of a stranger's text no more than letters and digits is shown or written down.</summary>
    public string PrintableType => string.Concat(Type.Where(char.IsAsciiLetterOrDigit).Take(32));

    /// <summary>Of the protocol: <c>1.5</c> is Twilio Client 1.x, <c>1.6</c> Voice SDK 2.</summary>
    public string? Version { get; }

    public string? Token => Json.Text(_payload, "token");

    /// <summary>Which call it is about. The SDKs' ids have at most 38 characters; what is much longer is none, and is not said back to anybody.</summary>
    public string? CallSid => Json.Text(_payload, "callsid") is { Length: <= MaxSidLength } callSid ? callSid : null;

    /// <summary>The reconnect token of an <c>invite</c> that brings a call to another socket (1.6).</summary>
    public string? Reconnect => Json.Text(_payload, "reconnect");

    /// <summary>The keys of a <c>dtmf</c>: <c>12#</c>.</summary>
    public string? Digits => Json.Text(_payload, "dtmf");

    /// <summary>What the SDK calls a <c>message</c> (<c>KX…</c>), and wants to hear back.</summary>
    public string? VoiceEventSid => Json.Text(_payload, "voiceeventsid") is { Length: <= MaxSidLength } sid ? sid : null;

    /// <summary>What the SDK of a <c>listen</c> says it is, such as <c>1.15.1</c>.</summary>
    public string? SdkVersion => Json.Object(_payload, "browserinfo") is { } info ? Json.Text(info, "v") : null;

    public string? Sdp => Json.Text(_payload, "sdp");

    /// <summary>Whether a <c>register</c> asks for calls (<c>media.audio</c>) or for an end of them.</summary>
    public bool WantsAudio => Json.Object(_payload, "media") is { } media && Json.IsTrue(media, "audio");

    /// <summary>The page's own parameters of an <c>invite</c>: a query string such as <c>To=alice&amp;Foo=bar%20baz</c>.</summary>
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

            frame = new Frame(type, Json.Text(root, "version"), Json.Object(root, "payload")?.Clone() ?? default);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair, which is no Unicode.
            return false;
        }
    }
}
