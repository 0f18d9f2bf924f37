using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>How a <c>&lt;Dial&gt;</c> ended.</summary>
/// <param name="Status">The value of <c>DialCallStatus</c>.</param>
/// <param name="Why">In words, for the journal.</param>
/// <param name="Error">What the caller's SDK is told when the call ends with this.</param>
internal sealed record DialEnd(string Status, string Why, CallError? Error = null);

/// <param name="End">How it ended.</param>
/// <param name="CallSid">The leg that answered, else the one that was tried last.</param>
/// <param name="Duration">How long the two talked; null when nobody answered.</param>
internal sealed record DialResult(DialEnd End, string CallSid, TimeSpan? Duration);

/// <summary>One <c>&lt;Dial&gt;</c>, from the first ring until the last of its legs is over.</summary>
/// <remarks>The switchboard holds its lock around every use.</remarks>
internal sealed class Dialing(TimeProvider time)
{
    private readonly TaskCompletionSource<DialResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<Leg, CallProgress> _legs = [];
    private string _callSid = "";
    private DateTimeOffset? _answeredAt;

    public Task<DialResult> Result => _result.Task;

    public ITimer? RingTimer { get; set; }

    public void Rings(Leg leg, CallProgress progress)
    {
        _callSid = leg.CallSid;
        _legs.Add(leg, progress);
        progress.Initiated(time.GetUtcNow());
        progress.Ringing(time.GetUtcNow());
    }

    /// <summary>A client that cannot be rung.</summary>
    public void Missed(string callSid, CallProgress progress, string status)
    {
        _callSid = callSid;
        progress.Initiated(time.GetUtcNow());
        progress.Completed(status, TimeSpan.Zero, time.GetUtcNow());
    }

    public void Answered(Leg leg)
    {
        RingTimer?.Dispose();
        _callSid = leg.CallSid;
        _answeredAt = time.GetUtcNow();
        _legs[leg].Answered(_answeredAt.Value);
    }

    public void Left(Leg leg, string status)
    {
        if (_legs.Remove(leg, out var progress))
        {
            progress.Completed(status, leg.CallSid == _callSid ? Talked ?? TimeSpan.Zero : TimeSpan.Zero, time.GetUtcNow());
        }
    }

    public void End(DialEnd end)
    {
        RingTimer?.Dispose();
        foreach (var leg in _legs.Keys.ToArray())
        {
            Left(leg, end.Status);
        }

        _result.TrySetResult(new(end, _callSid, Talked));
    }

    private TimeSpan? Talked => time.GetUtcNow() - _answeredAt;
}
