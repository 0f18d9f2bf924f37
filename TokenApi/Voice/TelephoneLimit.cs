using System.Threading.RateLimiting;

namespace TokenApi.Voice;

/// <summary>Limits how many calls to telephones each client makes in an hour. Each instance counts on its own.</summary>
internal sealed class TelephoneLimit(IOptions<VoiceOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetSlidingWindowLimiter(caller, _ => new()
        {
            PermitLimit = options.Value.TelephoneCallsPerHour,
            Window = TimeSpan.FromHours(1),
            SegmentsPerWindow = 12,
        }));

    /// <summary>Counts a call. False above the limit.</summary>
    public bool TryCall(string caller)
    {
        using var lease = _calls.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    public void Dispose() => _calls.Dispose();
}
