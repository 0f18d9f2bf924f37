using TwilioSandbox.Events;

namespace TwilioSandbox.Faults;

/// <summary>The active faults. Code that a fault can affect asks here each time.</summary>
internal sealed class FaultInjector(Journal journal, TimeProvider time)
{
    public const int MaxFaults = 100;

    private readonly Lock _lock = new();
    private volatile Fault[] _faults = [];
    private long _lastId;

    public IReadOnlyList<Fault> Read() => _faults;

    /// <summary>Starts a fault. Null if too many are active.</summary>
    public Fault? Start(FaultRequest request)
    {
        lock (_lock)
        {
            if (_faults.Length == MaxFaults)
            {
                return null;
            }

            var fault = new Fault(request, ++_lastId, time.GetUtcNow());
            _faults = [.. _faults, fault];
            Note(EventTypes.FaultStarted, fault, fault.Client);
            if (fault.For is { } seconds)
            {
                fault.EndTimer = time.CreateTimer(_ => End(fault.Id), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
            }

            return fault;
        }
    }

    /// <summary>The fault of this kind that affects <paramref name="client"/> now, or null.</summary>
    public Fault? Find(string kind, string? client) => Array.Find(_faults, fault => fault.Kind == kind && (fault.Client is null || fault.Client == client));

    /// <summary>The same as <see cref="Find"/>. Counts as a use of the fault.</summary>
    public Fault? Use(string kind, string? client = null, string? callSid = null, long? connection = null)
    {
        lock (_lock)
        {
            if (Find(kind, client) is not { } fault)
            {
                return null;
            }

            fault.Used++;
            // The clock is read so often that it would fill the journal.
            if (kind != FaultKind.WrongClock || fault.Used == 1)
            {
                Note(EventTypes.FaultUsed, fault, fault.Client ?? client, callSid, connection);
            }

            if (fault.Used == fault.Count)
            {
                End(fault.Id);
            }

            return fault;
        }
    }

    /// <summary>Ends a fault. False if it is not active.</summary>
    public bool End(long id)
    {
        lock (_lock)
        {
            if (Array.Find(_faults, fault => fault.Id == id) is not { } fault)
            {
                return false;
            }

            _faults = [.. _faults.Where(other => other != fault)];
            fault.EndTimer?.Dispose();
            fault.Ended.TrySetResult();
            Note(EventTypes.FaultEnded, fault, fault.Client);
            return true;
        }
    }

    public void EndAll()
    {
        foreach (var fault in _faults)
        {
            End(fault.Id);
        }
    }

    private void Note(string type, Fault fault, string? client, string? callSid = null, long? connection = null) =>
        journal.Add(new() { Type = type, Client = client, CallSid = callSid, Connection = connection, Message = $"Fault {fault.Id}, {fault.Kind}, used {fault.Used} times" });
}
