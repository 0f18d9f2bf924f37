using TwilioSandbox.Events;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>The calls that are, and the last that were. Legs are added as they are created; what became of a call is read from the journal.</summary>
internal sealed class CallLog
{
    /// <summary>So many ended calls are kept.</summary>
    public const int Capacity = 200;

    private readonly Lock _lock = new();
    private readonly List<LoggedCall> _calls = [];
    private readonly Dictionary<string, LoggedCall> _callOfSid = [];
    private readonly Dictionary<(string? Client, string Sid), Leg> _legOfSid = [];

    public CallLog(Journal journal) => journal.Added += OnEvent;

    public void Add(Leg leg)
    {
        lock (_lock)
        {
            var call = _calls.FindLast(call => call.Call == leg.Call);
            if (call is null)
            {
                _calls.Add(call = new(leg));
            }

            call.Legs.Add(leg);
            _callOfSid[leg.CallSid] = call;
            _legOfSid[(leg.ClientName, leg.CallSid)] = leg;
            if (leg.TemporarySid is { } temporary)
            {
                _legOfSid[(leg.ClientName, temporary)] = leg;
            }
        }
    }

    /// <summary>The leg that a device means, also when it is over. Another client's SID finds nothing.</summary>
    public Leg? Find(Device device, string callSid)
    {
        lock (_lock)
        {
            return _legOfSid.GetValueOrDefault((device.ClientName, callSid));
        }
    }

    /// <summary>Events name a call by its caller's leg.</summary>
    public string? CallerSidOf(string callSid)
    {
        lock (_lock)
        {
            return _callOfSid.GetValueOrDefault(callSid)?.CallSid;
        }
    }

    /// <summary>Newest first.</summary>
    public CallSnapshot[] Read()
    {
        lock (_lock)
        {
            return [.. _calls.Select(call => call.Describe()).Reverse()];
        }
    }

    /// <summary>The frames of all legs of a call, in order; null when no call has this CallSid.</summary>
    public LoggedFrame[]? TimelineOf(string callSid)
    {
        lock (_lock)
        {
            return _callOfSid.TryGetValue(callSid, out var call) ? [.. call.Legs.SelectMany(leg => leg.Frames.Read()).OrderBy(frame => frame.Order)] : null;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            _callOfSid.Clear();
            _legOfSid.Clear();
        }
    }

    private void OnEvent(SandboxEvent entry)
    {
        lock (_lock)
        {
            if (entry.CallSid is { } callSid && _callOfSid.TryGetValue(callSid, out var call) && call.Apply(entry) && call.EndedAt is not null
                && _calls.Count(other => other.EndedAt is not null) > Capacity)
            {
                Forget(_calls.Find(other => other.EndedAt is not null)!);
            }
        }
    }

    private void Forget(LoggedCall call)
    {
        _calls.Remove(call);
        foreach (var leg in call.Legs)
        {
            _callOfSid.Remove(leg.CallSid);
            _legOfSid.Remove((leg.ClientName, leg.CallSid));
            _legOfSid.Remove((leg.ClientName, leg.TemporarySid ?? ""));
        }
    }
}
