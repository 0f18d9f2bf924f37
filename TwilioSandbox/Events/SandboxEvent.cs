using System.Globalization;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Events;

/// <summary>An event, as <c>GET /sandbox/events</c> shows it. Null values are left out.</summary>
internal sealed record SandboxEvent
{
    /// <summary>Counts up from 1 and is never reused.</summary>
    public long Id { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    public string? Client { get; init; }

    /// <summary>The client that a refused token names, not verified.</summary>
    public string? ClaimedClient { get; init; }

    public string? CallSid { get; init; }

    /// <summary>The connection of an accepted token, a registration, a disconnection, or a fault that broke it.</summary>
    public long? Connection { get; init; }

    /// <summary>Twilio's error code, if something was refused or failed.</summary>
    public int? Code { get; init; }

    /// <summary>Twilio's text for <see cref="Code"/>, or a description.</summary>
    public string? Message { get; init; }

    /// <summary>What is wrong, and what would be accepted. Twilio does not tell.</summary>
    public string? Explanation { get; init; }

    /// <summary>The same as data, if a token was refused.</summary>
    public TokenDefect? Defect { get; init; }

    /// <summary>One line for the log.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Type, Client, CallSid, Code?.ToString(CultureInfo.InvariantCulture), Message, Explanation }.Where(part => part is not null));
}

/// <summary>The values of <see cref="SandboxEvent.Type"/>.</summary>
internal static class EventTypes
{
    public const string TokenAccepted = "token.accepted";
    public const string TokenRefused = "token.refused";
    public const string TokenExpired = "token.expired";
    public const string ClientRefused = "client.refused";
    public const string ClientRegistered = "client.registered";
    public const string ClientUnregistered = "client.unregistered";
    public const string ClientDisconnected = "client.disconnected";
    public const string ProtocolError = "protocol.error";
    public const string CallRequested = "call.requested";
    public const string CallRefused = "call.refused";
    public const string WebhookAsked = "webhook.asked";
    public const string StatusCallbackFailed = "statusCallback.failed";
    public const string VoiceAnswered = "voice.answered";
    public const string VoiceWarning = "voice.warning";
    public const string VoiceFailed = "voice.failed";
    public const string VoiceSaid = "voice.said";
    public const string VoicePlayed = "voice.played";
    public const string VoiceRecorded = "voice.recorded";
    public const string CallPaused = "call.paused";
    public const string CallRinging = "call.ringing";
    public const string CallAnswered = "call.answered";
    public const string CallRejected = "call.rejected";
    public const string ConferenceJoined = "conference.joined";
    public const string ConferenceLeft = "conference.left";
    public const string DialEnded = "dial.ended";
    public const string CallDtmf = "call.dtmf";
    public const string CallMessage = "call.message";
    public const string CallReconnected = "call.reconnected";
    public const string CallEnded = "call.ended";
    public const string MediaClosed = "media.closed";
    public const string TelephoneChanged = "telephone.changed";
    public const string FaultStarted = "fault.started";
    public const string FaultUsed = "fault.used";
    public const string FaultEnded = "fault.ended";
    public const string InsightsEvent = "insights.event";
    public const string SandboxReset = "sandbox.reset";

    public static IReadOnlyList<string> All { get; } = [.. typeof(EventTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!)];
}
