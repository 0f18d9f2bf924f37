namespace TwilioSandbox.Faults;

/// <summary>What can be made to fail.</summary>
/// <param name="Name">The value of <c>kind</c>.</param>
/// <param name="Needs">The fields that it must be given.</param>
/// <param name="Takes">The fields that it may be given.</param>
internal sealed record FaultKind(string Name, string[] Needs, string[] Takes)
{
    /// <summary>Sockets are lost, as by a network: those that are open, and later ones as soon as they show their token.</summary>
    public const string DropSignaling = "drop-signaling";

    /// <summary>Frames to devices arrive late, in their order.</summary>
    public const string DelaySignaling = "delay-signaling";

    /// <summary>A registration is answered with an error.</summary>
    public const string RefuseRegistration = "refuse-registration";

    /// <summary>Media packets are counted and dropped.</summary>
    public const string BlackHoleMedia = "black-hole-media";

    /// <summary>The application is asked late.</summary>
    public const string SlowVoiceUrl = "slow-voice-url";

    /// <summary>The application is not asked; this status stands for its answer.</summary>
    public const string FailVoiceUrl = "fail-voice-url";

    /// <summary>Tokens are judged at another time than now.</summary>
    public const string WrongClock = "wrong-clock";

    private static readonly string[] s_always = ["kind", "chance", "seed", "count", "for"];

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(DropSignaling, [], ["client", .. s_always]),
        new(DelaySignaling, ["delayMs"], ["client", "jitterMs", .. s_always]),
        new(RefuseRegistration, ["code"], ["client", .. s_always]),
        new(BlackHoleMedia, [], ["client", .. s_always]),
        new(SlowVoiceUrl, ["delayMs"], ["client", "jitterMs", .. s_always]),
        new(FailVoiceUrl, ["status"], ["client", .. s_always]),
        // A token is judged in many steps, and has no name before: it cannot be counted, nor be one client's.
        new(WrongClock, ["offsetSeconds"], ["kind", "for"]),
    ];
}
