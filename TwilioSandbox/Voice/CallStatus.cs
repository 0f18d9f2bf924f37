namespace TwilioSandbox.Voice;

/// <summary>The values of <c>CallStatus</c> and <c>DialCallStatus</c> (documented).</summary>
internal static class CallStatus
{
    public const string Initiated = "initiated";
    public const string Ringing = "ringing";
    public const string InProgress = "in-progress";
    public const string Completed = "completed";

    /// <summary>The callee declined (observed, voice-quickstart-ios issue 238), or is in another call (inferred).</summary>
    public const string Busy = "busy";

    /// <summary>Nobody answered in time, or nobody was there to ring (observed, voice-quickstart-server-node issue 16).</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The application's TwiML could not be run (inferred).</summary>
    public const string Failed = "failed";

    /// <summary>The caller gave up, or another client was first (inferred).</summary>
    public const string Canceled = "canceled";
}
