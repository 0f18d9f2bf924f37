namespace TwilioSandbox.Voice;

/// <summary>The values of <c>CallStatus</c> and <c>DialCallStatus</c> (documented).</summary>
internal static class CallStatus
{
    public const string Initiated = "initiated";
    public const string Queued = "queued";
    public const string Ringing = "ringing";
    public const string InProgress = "in-progress";
    public const string Completed = "completed";

    /// <summary>Only as <c>DialCallStatus</c>: the caller was in a conference.</summary>
    public const string Answered = "answered";

    /// <summary>The callee rejected the call (observed, voice-quickstart-ios issue 238), or is in another call (inferred).</summary>
    public const string Busy = "busy";

    /// <summary>Nobody answered in time, or the client is not registered (observed, voice-quickstart-server-node issue 16).</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The TwiML could not be fetched or run (inferred).</summary>
    public const string Failed = "failed";

    /// <summary>The caller hung up, or another client answered first (inferred).</summary>
    public const string Canceled = "canceled";
}
