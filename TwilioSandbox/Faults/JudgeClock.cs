namespace TwilioSandbox.Faults;

/// <summary>The time at which tokens are judged: now, unless the clock is wrong.</summary>
internal sealed class JudgeClock(FaultInjector faults, TimeProvider time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() =>
        time.GetUtcNow().AddSeconds(faults.Use(FaultKind.WrongClock, null) is { Fault.OffsetSeconds: { } offset } ? offset : 0);
}
