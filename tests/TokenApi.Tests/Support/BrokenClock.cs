namespace TokenApi.Tests.Support;

/// <summary>Makes the service fail.</summary>
internal sealed class BrokenClock : TimeProvider
{
    public const string Message = "the clock is broken";

    public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException(Message);
}
