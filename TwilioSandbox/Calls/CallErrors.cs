using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>Twilio's codes and texts for calls that fail.</summary>
internal static class CallErrors
{
    public static readonly CallError SandboxFailed = new(31000, "The sandbox failed"); // the SDK's code for errors without another code
    public static readonly CallError NoVoiceUrl = new(11100, "Invalid URL format"); // inferred: documented for URLs that are malformed
    public static readonly CallError NoOutgoing = new(31002, "Token does not allow outgoing calls"); // observed in the native SDKs
    public static readonly CallError BadApplication = new(31100, "Invalid application SID"); // observed
    public static readonly CallError Expired = new(31205, "JWT Token Expired"); // observed
    public static readonly CallError BadReconnect = new(31209, "Reconnect attempt is not authorized."); // documented
    public static readonly CallError MessageType = new(31210, "Call Message Event Type is invalid."); // documented
    public static readonly CallError MessageTooLarge = new(31212, "Call Message Event Payload size exceeded authorized limit."); // documented
    public static readonly CallError BadRequest = new(31400, "Bad Request"); // inferred: the SDK's code for a malformed invite
    public static readonly CallError NotFound = new(31404, "Not Found"); // inferred
    public static readonly CallError Busy = new(31486, "Busy Here"); // inferred
}
