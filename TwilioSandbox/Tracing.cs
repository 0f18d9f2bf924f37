using System.Diagnostics;

namespace TwilioSandbox;

/// <summary>The sandbox's spans. ServiceDefaults exports them, because the source has the application's name. They never carry a token.</summary>
internal static class Tracing
{
    /// <summary>A device shows a token.</summary>
    public const string Listen = "client.listen";

    /// <summary>A device registers for incoming calls.</summary>
    public const string Register = "client.register";

    /// <summary>A call, from the invite to the answer of the Voice URL.</summary>
    public const string Invite = "call.invite";

    /// <summary>A later request for TwiML, such as that of a <c>&lt;Redirect&gt;</c>.</summary>
    public const string Webhook = "call.webhook";

    /// <summary>The end of a call.</summary>
    public const string End = "call.end";

    private static readonly ActivitySource s_source = new("TwilioSandbox");

    /// <summary>Starts a span in the trace of <paramref name="first"/>; without it, in a trace of its own.</summary>
    public static Activity? Start(string name, string? identity, string? callSid = null, Activity? first = null) =>
        s_source.StartActivity(name, ActivityKind.Internal, first?.Context ?? default)
            ?.SetTag("twilio.identity", identity).SetTag("twilio.call_sid", callSid);

    /// <summary>Marks the span as failed.</summary>
    /// <param name="span">The span; null when nobody listens.</param>
    /// <param name="code">Twilio's error code.</param>
    /// <param name="message">Twilio's text for <paramref name="code"/>. Never an explanation that could quote a secret.</param>
    public static void Fail(this Activity? span, int code, string message) =>
        span?.SetTag("twilio.error_code", code).SetStatus(ActivityStatusCode.Error, message);
}
