using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>The live calls, the last ended calls, and their frames.</summary>
internal sealed class CallLog(Switchboard switchboard)
{
    /// <summary>How many ended calls are kept.</summary>
    public const int Capacity = 200;

    private readonly List<Call> _calls = [];

    public void Add(Call call)
    {
        if (_calls.Count(old => old.IsEnded) > Capacity)
        {
            _calls.Remove(_calls.Find(old => old.IsEnded)!);
        }

        _calls.Add(call);
    }

    /// <summary>Logs a frame if it names a leg of its client. Another client's CallSid leaves no trace.</summary>
    public void Log(LoggedFrame frame)
    {
        lock (switchboard.Lock)
        {
            FindLeg(frame.Client, frame.CallSid)?.Log(frame);
        }
    }

    /// <summary>The leg with this id, also when it is over.</summary>
    public Leg? FindLeg(string? client, string callSid)
    {
        // Frames are mostly about new calls.
        return switchboard.Read(() => _calls.FindLast(call => call.AllLegs.Exists(Matches))?.AllLegs.Find(Matches));

        bool Matches(Leg leg) => leg.ClientName == client && (leg.CallSid == callSid || leg.TemporarySid == callSid);
    }

    /// <summary>The CallSid of the caller's leg, which events carry, or null.</summary>
    public string? FindCallerSid(string callSid) => switchboard.Read(() => Find(callSid)?.Caller.CallSid);

    /// <summary>The frames of all legs of a call, in order. Null if no leg has this CallSid.</summary>
    public LoggedFrame[]? ReadTimeline(string callSid) =>
        switchboard.Read(() => Find(callSid)?.AllLegs.SelectMany(leg => leg.Frames).OrderBy(frame => frame.Order).ToArray());

    /// <summary>Reads all calls, newest first.</summary>
    public T[] Read<T>(Func<Call, T> read) => switchboard.Read(() => _calls.AsEnumerable().Reverse().Select(read).ToArray());

    public void Clear() => _calls.Clear();

    // The newest: a callee can have left an earlier call for one of its own.
    private Call? Find(string callSid) => _calls.FindLast(call => call.AllLegs.Exists(leg => leg.CallSid == callSid));
}
