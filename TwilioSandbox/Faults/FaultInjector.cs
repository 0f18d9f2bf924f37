using System.Globalization;
using System.Security.Cryptography;
using TwilioSandbox.Events;

namespace TwilioSandbox.Faults;

/// <summary>The faults of the moment. Who could meet one asks here each time.</summary>
internal sealed class FaultInjector(Journal journal, TimeProvider time)
{
    public const int MaxFaults = 100;

    private readonly Lock _lock = new();

    // Replaced, never changed: media asks for every packet, and mostly there is nothing.
    private volatile Fault[] _faults = [];
    private long _lastId;

    public IReadOnlyList<Fault> Read() => _faults;

    /// <summary>Starts a fault; null when there are too many already.</summary>
    public Fault? Start(FaultRequest request)
    {
        lock (_lock)
        {
            if (_faults.Length == MaxFaults)
            {
                return null;
            }

            var fault = new Fault(request, ++_lastId, request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue), time.GetUtcNow());
            _faults = [.. _faults, fault];
            Tell(EventTypes.FaultStarted, fault, fault.Client, null, $"seed {fault.Seed}");
            if (fault.For is { } seconds)
            {
                fault.EndTimer = time.CreateTimer(_ => End(fault.Id), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
            }

            return fault;
        }
    }

    /// <summary>Whether a fault of this kind strikes one of <paramref name="clients"/> now, and which. That is a use of it.</summary>
    public FaultUse? Use(string kind, string? callSid, params ReadOnlySpan<string?> clients)
    {
        if (_faults.Length == 0)
        {
            return null;
        }

        lock (_lock)
        {
            foreach (var fault in _faults)
            {
                if (fault.Kind == kind && (fault.Client is null || clients.Contains(fault.Client)) && fault.Strikes(out var delay))
                {
                    if (fault.IsWorthTelling(callSid))
                    {
                        var client = fault.Client ?? (clients.IsEmpty ? null : clients[0]);
                        Tell(EventTypes.FaultUsed, fault, client, callSid, delay == TimeSpan.Zero ? null : $"{delay.TotalMilliseconds} ms");
                    }

                    if (fault.IsSpent)
                    {
                        End(fault.Id);
                    }

                    return new(fault, delay);
                }
            }

            return null;
        }
    }

    /// <summary>Ends a fault; false when it is over, or never was.</summary>
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
            Tell(EventTypes.FaultEnded, fault, fault.Client, null, string.Create(CultureInfo.InvariantCulture, $"used {fault.Used} times"));
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

    private void Tell(string type, Fault fault, string? client, string? callSid, string? what) =>
        journal.Add(new() { Type = type, Client = client, CallSid = callSid, Message = $"Fault {fault.Id}, {fault.Kind}{(what is null ? "" : $", {what}")}" });
}

/// <summary>That a fault has struck.</summary>
internal sealed record FaultUse(Fault Fault, TimeSpan Delay);
