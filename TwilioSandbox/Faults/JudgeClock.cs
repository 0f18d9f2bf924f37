namespace TwilioSandbox.Faults;

/// <summary>The time at which tokens are judged: now, unless the fault <c>wrong-clock</c> is active.</summary>
internal sealed class JudgeClock(FaultInjector faults, TimeProvider time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow().AddSeconds(faults.Use(FaultKind.WrongClock)?.OffsetSeconds ?? 0);
}
