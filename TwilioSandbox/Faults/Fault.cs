using System.Text.Json.Serialization;

namespace TwilioSandbox.Faults;

/// <summary>An active fault, as <c>GET /sandbox/faults</c> shows it.</summary>
internal sealed record Fault(FaultRequest Request, long Id, DateTimeOffset StartedAt) : FaultRequest(Request)
{
    [JsonIgnore]
    public FaultRequest Request { get; } = Request;

    /// <summary>How often the fault has been used.</summary>
    public long Used { get; set; }

    public DateTimeOffset? EndsAt => For is { } seconds ? StartedAt.AddSeconds(seconds) : null;

    [JsonIgnore]
    public TimeSpan Delay => TimeSpan.FromMilliseconds(DelayMs ?? 0);

    /// <summary>Completes when the fault ends.</summary>
    [JsonIgnore]
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [JsonIgnore]
    public ITimer? EndTimer { get; set; }
}
