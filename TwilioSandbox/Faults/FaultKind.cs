namespace TwilioSandbox.Faults;

/// <summary>The values of <see cref="FaultRequest.Kind"/>.</summary>
internal static class FaultKind
{
    /// <summary>Open sockets break. New ones are refused, or for a fault of one client, wait until the fault ends.</summary>
    public const string DropSignaling = "drop-signaling";

    /// <summary>Frames to devices arrive late, and in order.</summary>
    public const string DelaySignaling = "delay-signaling";

    /// <summary>A registration is answered with an error.</summary>
    public const string RefuseRegistration = "refuse-registration";

    /// <summary>The request to the Voice URL is sent late.</summary>
    public const string SlowVoiceUrl = "slow-voice-url";

    /// <summary>The Voice URL is not requested; a status stands for its response.</summary>
    public const string FailVoiceUrl = "fail-voice-url";

    /// <summary>Tokens are judged at another time.</summary>
    public const string WrongClock = "wrong-clock";

    /// <summary>The field that this kind requires, if any.</summary>
    public static string? RequiredField(string? kind) => kind switch
    {
        DelaySignaling or SlowVoiceUrl => "delayMs",
        RefuseRegistration => "code",
        FailVoiceUrl => "status",
        WrongClock => "offsetSeconds",
        _ => null,
    };
}
