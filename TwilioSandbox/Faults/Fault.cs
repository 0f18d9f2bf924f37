using System.Text.Json.Serialization;

namespace TwilioSandbox.Faults;

/// <summary>A fault that is being injected, as <c>GET /sandbox/faults</c> shows it.</summary>
internal sealed record Fault : FaultRequest
{
    private readonly Random _random;
    private readonly HashSet<string> _told = [];

    public Fault(FaultRequest request, long id, int seed, DateTimeOffset startedAt) : base(request)
    {
        (Id, Seed, StartedAt) = (id, seed, startedAt);
        EndsAt = For is { } seconds ? startedAt.AddSeconds(seconds) : null;
        // With a seed this is the same sequence on every machine and in every version of .NET.
        _random = new Random(seed);
    }

    /// <summary>Counts up from 1 and is never reused.</summary>
    public long Id { get; }

    /// <summary>How often it was used.</summary>
    public long Used { get; private set; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? EndsAt { get; }

    [JsonIgnore]
    public ITimer? EndTimer { get; set; }

    [JsonIgnore]
    public bool IsSpent => Used == Count;

    /// <summary>Decides whether it strikes this time, and how long what it strikes is held up.</summary>
    public bool Strikes(out TimeSpan delay)
    {
        var strikes = Chance is not { } chance || _random.NextDouble() < chance;
        delay = TimeSpan.FromMilliseconds(strikes && DelayMs is { } delayMs ? delayMs + (JitterMs is { } jitter ? _random.Next(jitter + 1) : 0) : 0);
        Used += strikes ? 1 : 0;
        return strikes;
    }

    /// <summary>Whether the journal should be told of this use. Of packets and readings of the clock only the first: they would fill it.</summary>
    public bool IsWorthTelling(string? callSid) => Kind is not (FaultKind.BlackHoleMedia or FaultKind.WrongClock) || _told.Add(callSid ?? "");
}
