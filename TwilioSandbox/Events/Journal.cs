using System.Runtime.CompilerServices;

namespace TwilioSandbox.Events;

/// <summary>What happened, newest last; keeps the last <see cref="Capacity"/> events. Holds no token and no secret.</summary>
internal sealed class Journal(TimeProvider time, ILogger<Journal> logger)
{
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly SandboxEvent[] _ring = new SandboxEvent[Capacity];
    private TaskCompletionSource _news = NewSignal();
    private long _lastId;
    private long _forgotten;

    /// <summary>Called with every event before anybody can read it.</summary>
    public event Action<SandboxEvent>? Added;

    public void Add(SandboxEvent entry)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            entry = entry with { Id = ++_lastId, Time = time.GetUtcNow() };
            _ring[entry.Id % Capacity] = entry;
            (news, _news) = (_news, NewSignal());
            Added?.Invoke(entry);
        }

        news.SetResult();
        // The SDK reports about 50 events in each call.
        logger.Log(entry.Type == EventTypes.InsightsEvent ? LogLevel.Debug : LogLevel.Information, "{Event}", entry);
    }

    /// <summary>What is kept and passes the filter, oldest first.</summary>
    public IReadOnlyList<SandboxEvent> Read(EventFilter filter) => ReadOrWait(filter, out _, out _);

    /// <summary>The same; when there is nothing yet, waits for the first that passes.</summary>
    public async Task<IReadOnlyList<SandboxEvent>> NextAsync(EventFilter filter, CancellationToken cancellationToken)
    {
        while (true)
        {
            var events = ReadOrWait(filter, out var news, out var looked);
            if (events.Count > 0)
            {
                return events;
            }

            await news.WaitAsync(cancellationToken);
            // What did not pass once never does: an event must not cost a reader that waits for others a look at all of them.
            filter = filter with { After = looked };
        }
    }

    /// <summary>
    /// Everything that passes the filter, from what is kept on, without end. Each reader reads at its own pace; one that is slower than
    /// <see cref="Capacity"/> events misses those that were forgotten meanwhile, and sees it by the ids.
    /// </summary>
    public async IAsyncEnumerable<SandboxEvent> FollowAsync(EventFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var entry in await NextAsync(filter, cancellationToken))
            {
                yield return entry;
                filter = filter with { After = entry.Id };
            }
        }
    }

    /// <summary>Forgets all events. Their ids are not used again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _forgotten = _lastId;
            Array.Clear(_ring);
        }
    }

    private List<SandboxEvent> ReadOrWait(EventFilter filter, out Task news, out long looked)
    {
        lock (_lock)
        {
            (news, looked) = (_news.Task, _lastId);
            var events = new List<SandboxEvent>();
            // An id that was never given is one of a sandbox before this: a page that was open all along has seen nothing yet.
            var after = filter.After > _lastId ? 0 : filter.After;
            for (var id = Math.Max(after, Math.Max(_forgotten, _lastId - Capacity)) + 1; id <= _lastId; id++)
            {
                if (filter.Passes(_ring[id % Capacity]))
                {
                    events.Add(_ring[id % Capacity]);
                }
            }

            return events;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
