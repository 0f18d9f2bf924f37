using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>How a <c>&lt;Dial&gt;</c>, or the call, ended.</summary>
/// <param name="Status">The value of <c>DialCallStatus</c>.</param>
/// <param name="Why">The reason, for the journal.</param>
/// <param name="Error">The error for the caller's SDK, if the call ends here.</param>
internal sealed record DialEnd(string Status, string Why, CallError? Error = null);

/// <param name="End">How the <c>&lt;Dial&gt;</c> ended.</param>
/// <param name="CallSid">The leg that answered, or else the last one that was tried. Empty for a conference.</param>
/// <param name="Duration">How long the callee was connected. Null if nobody answered.</param>
internal sealed record DialResult(DialEnd End, string CallSid, TimeSpan? Duration);

/// <summary>The state of one <c>&lt;Dial&gt;</c>, from the first ring to the end of its last leg.</summary>
internal sealed class Dialing(TimeProvider time)
{
    private readonly TaskCompletionSource<DialResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<Leg, CallProgress> _legs = [];
    private string _callSid = "";
    private DateTimeOffset? _answeredAt;

    public Task<DialResult> Result => _result.Task;

    public ITimer? RingTimer { get; set; }

    private TimeSpan? Duration => time.GetUtcNow() - _answeredAt;

    public void Rings(Leg leg, CallProgress progress)
    {
        _callSid = leg.CallSid;
        _legs.Add(leg, progress);
        progress.Initiated(time.GetUtcNow());
        progress.Ringing(time.GetUtcNow());
    }

    /// <summary>A client is not registered.</summary>
    public void Missed(string callSid, CallProgress progress)
    {
        _callSid = callSid;
        progress.Initiated(time.GetUtcNow());
        progress.Completed(CallStatus.NoAnswer, TimeSpan.Zero, time.GetUtcNow());
    }

    public void Answered(Leg leg)
    {
        RingTimer?.Dispose();
        (_callSid, _answeredAt) = (leg.CallSid, time.GetUtcNow());
        _legs[leg].Answered(_answeredAt.Value);
    }

    public void Left(Leg leg, string status)
    {
        if (_legs.Remove(leg, out var progress))
        {
            progress.Completed(status, leg.CallSid == _callSid ? Duration ?? TimeSpan.Zero : TimeSpan.Zero, time.GetUtcNow());
        }
    }

    /// <summary>A leg goes on without this <c>&lt;Dial&gt;</c>.</summary>
    /// <returns>Its progress.</returns>
    public CallProgress Detach(Leg leg)
    {
        _legs.Remove(leg, out var progress);
        return progress!;
    }

    public void End(DialEnd end)
    {
        RingTimer?.Dispose();
        foreach (var leg in _legs.Keys.ToArray())
        {
            Left(leg, end.Status);
        }

        _result.TrySetResult(new(end, _callSid, Duration));
    }
}
