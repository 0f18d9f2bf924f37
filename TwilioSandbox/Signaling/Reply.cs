using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwilioSandbox.Signaling;

/// <summary>The frames that the sandbox sends.</summary>
/// <remarks>Member order and the empty version are as seen on Twilio's wire: <code>{"payload":{…},"type":"ready","version":""}</code></remarks>
internal static class Reply
{
    /// <summary>The heartbeat, and the response to one.</summary>
    public const string Newline = "\n";

    private static readonly JsonSerializerOptions s_json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The token is accepted. From <paramref name="ttl"/>, the seconds left, the SDK knows when to raise <c>tokenWillExpire</c>.</summary>
    public static string Connected(Edge edge, string? identity, long ttl) =>
        Write("connected", new { region = edge.Region, edge = edge.Name, home = edge.Home, gateway = "sandbox", token = new { identity, ttl } });

    public static string Ready() => Write("ready", new { });

    public static string Offline() => Write("offline", new { });

    /// <summary>The SDK closes the stream and does not reconnect.</summary>
    public static string Close() => Write("close", new { });

    /// <summary>A Device error, or with <paramref name="voiceEventSid"/> the error of a call message. It never ends a call.</summary>
    public static string Error(int code, string message, string? callSid = null, string? voiceEventSid = null) =>
        Write("error", new { error = new { code, message }, callsid = callSid, voiceeventsid = voiceEventSid });

    /// <param name="callSid">The callee's leg.</param>
    /// <param name="accountSid">The sandbox account.</param>
    /// <param name="from">The caller ID that the callee sees.</param>
    /// <param name="to">The callee.</param>
    /// <param name="customParams">The <c>customParameters</c> of the callee's SDK, sent as a query string.</param>
    /// <param name="sdp">The caller's offer.</param>
    /// <param name="reconnect">The leg's reconnect token.</param>
    public static string Invite(
        string callSid,
        string accountSid,
        string from,
        string to,
        IReadOnlyList<KeyValuePair<string, string>> customParams,
        string sdp,
        string reconnect) => Write("invite", new
    {
        callsid = callSid,
        parameters = new
        {
            ApiVersion = "2010-04-01",
            CallSid = callSid,
            From = from,
            To = to,
            AccountSid = accountSid,
            Params = customParams.Count == 0 ? null : WriteParams(customParams),
        },
        sdp,
        reconnect,
    });

    // first name=x%20y: the SDK decodes values, but not names (observed).
    private static string WriteParams(IReadOnlyList<KeyValuePair<string, string>> customParams) =>
        string.Join('&', customParams.Select(param => $"{param.Key}={Uri.EscapeDataString(param.Value)}"));

    public static string Ringing(string callSid) => Write("ringing", new { callsid = callSid });

    /// <summary>The call is answered, or continues on another socket. In the second case the SDK does not read the SDP.</summary>
    public static string Answer(string callSid, string sdp, string reconnect) => Write("answer", new { callsid = callSid, sdp, reconnect });

    /// <summary>Confirms a <c>message</c>.</summary>
    public static string Ack(string callSid, string voiceEventSid) =>
        Write("ack", new { acktype = "message", callsid = callSid, voiceeventsid = voiceEventSid });

    /// <summary>A call message from the application.</summary>
    public static string Message(string callSid, string voiceEventSid, JsonElement content) => Write(
        "message", new { callsid = callSid, voiceeventsid = voiceEventSid, messagetype = "user-defined-message", contenttype = "application/json", content });

    /// <summary>Ends a ringing leg. An answered leg needs <see cref="Hangup"/>.</summary>
    public static string Cancel(string callSid) => Write("cancel", new { callsid = callSid });

    public static string Hangup(string callSid, CallError? error = null) =>
        Write("hangup", new { callsid = callSid, error = error is null ? null : new { code = error.Code, message = error.Message } });

    private static string Write<T>(string type, T payload) => JsonSerializer.Serialize(new { payload, type, version = "" }, s_json);
}

/// <summary>Why a call failed: Twilio's code and text for the SDK.</summary>
internal sealed record CallError(int Code, string Message);
