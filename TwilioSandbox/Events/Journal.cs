namespace TwilioSandbox.Events;

/// <summary>What happened, newest last; keeps the last <see cref="Capacity"/> events. Holds no token and no secret.</summary>
internal sealed class Journal(TimeProvider time, ILogger<Journal> logger)
{
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<SandboxEvent> _events = new();
    private long _lastId;

    public void Add(SandboxEvent entry)
    {
        lock (_lock)
        {
            entry = entry with { Id = ++_lastId, Time = time.GetUtcNow() };
            _events.Enqueue(entry);
            if (_events.Count > Capacity)
            {
                _events.Dequeue();
            }
        }

        logger.LogInformation("{Event}", entry);
    }

    public IReadOnlyList<SandboxEvent> Read()
    {
        lock (_lock)
        {
            return [.. _events];
        }
    }
}
