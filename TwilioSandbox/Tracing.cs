using System.Diagnostics;

namespace TwilioSandbox;

/// <summary>The sandbox's spans. ServiceDefaults exports them, because the source has the application's name. They contain no token.</summary>
internal static class Tracing
{
    /// <summary>A device sends a token.</summary>
    public const string Listen = "client.listen";

    /// <summary>A device registers for incoming calls.</summary>
    public const string Register = "client.register";

    /// <summary>A call, from the invite to the response of the Voice URL.</summary>
    public const string Invite = "call.invite";

    /// <summary>A later request for TwiML, such as that of a <c>&lt;Redirect&gt;</c>.</summary>
    public const string Webhook = "call.webhook";

    /// <summary>The end of a call.</summary>
    public const string End = "call.end";

    private static readonly ActivitySource s_source = new("TwilioSandbox");

    /// <summary>Starts a span in the trace of <paramref name="first"/>, or in its own trace.</summary>
    public static Activity? Start(string name, string? identity, string? callSid = null, Activity? first = null) =>
        s_source.StartActivity(name, ActivityKind.Internal, first?.Context ?? default)
            ?.SetTag("twilio.identity", identity).SetTag("twilio.call_sid", callSid);

    /// <summary>Marks the span as failed.</summary>
    /// <param name="span">The span. Null if there is no listener.</param>
    /// <param name="code">Twilio's error code.</param>
    /// <param name="message">Twilio's text for <paramref name="code"/>. Not an explanation, which could contain a secret.</param>
    public static void Fail(this Activity? span, int code, string message) =>
        span?.SetTag("twilio.error_code", code).SetStatus(ActivityStatusCode.Error, message);
}
