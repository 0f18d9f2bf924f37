using System.Runtime.CompilerServices;

namespace TwilioSandbox.Events;

/// <summary>The last <see cref="Capacity"/> events, or as many as fit into <see cref="MaxBytes"/>, newest last. It contains no token and no secret.</summary>
internal sealed class Journal(TimeProvider time, ILogger<Journal> logger)
{
    public const int Capacity = 10_000;
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly SandboxEvent[] _ring = new SandboxEvent[Capacity];
    private TaskCompletionSource _news = NewSignal();
    private long _lastId;
    private long _forgotten;
    private long _bytes;
    private HashSet<string> _forgottenCalls = [];

    public void Add(SandboxEvent entry)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            if (entry.CallSid is { } callSid && _forgottenCalls.Contains(callSid))
            {
                return;
            }

            entry = entry with { Id = ++_lastId, Time = time.GetUtcNow() };
            Forget(entry.Id - Capacity);
            _ring[entry.Id % Capacity] = entry;
            _bytes += SizeOf(entry);
            while (_bytes > MaxBytes)
            {
                Forget(_forgotten + 1);
            }

            (news, _news) = (_news, NewSignal());
        }

        news.SetResult();
        // The SDK reports about 50 events in each call.
        logger.Log(entry.Type == EventTypes.InsightsEvent ? LogLevel.Debug : LogLevel.Information, "{Event}", entry);
    }

    /// <summary>The events that pass the filter, oldest first.</summary>
    public IReadOnlyList<SandboxEvent> Read(EventFilter filter) => ReadOrWait(filter, out _, out _);

    /// <summary>The events that pass the filter. If there are none, waits for the first.</summary>
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
            // Events that did not pass are not read again.
            filter = filter with { After = looked };
        }
    }

    /// <summary>The kept and all future events that pass the filter. A reader that falls behind by <see cref="Capacity"/> events misses some, and sees it by the ids.</summary>
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

    /// <summary>Removes all events. Ids are not reused.</summary>
    /// <param name="endedCalls">Their CallSids. What is still to come of them is not recorded.</param>
    public void Clear(params IEnumerable<string> endedCalls)
    {
        lock (_lock)
        {
            _forgottenCalls = [.. endedCalls];
            (_forgotten, _bytes) = (_lastId, 0);
            Array.Clear(_ring);
        }
    }

    private void Forget(long id)
    {
        if (id > _forgotten)
        {
            _bytes -= SizeOf(_ring[id % Capacity]);
            _forgotten = id;
        }
    }

    // The texts, and about as much for the event itself.
    private static int SizeOf(SandboxEvent entry) => 256 + (2 * ((entry.Message?.Length ?? 0) + (entry.Explanation?.Length ?? 0) + (entry.ClaimedClient?.Length ?? 0)));

    private List<SandboxEvent> ReadOrWait(EventFilter filter, out Task news, out long looked)
    {
        lock (_lock)
        {
            (news, looked) = (_news.Task, _lastId);
            var events = new List<SandboxEvent>();
            // A greater id comes from an earlier run of the sandbox, so the reader has seen nothing yet.
            var after = filter.After > _lastId ? 0 : filter.After;
            for (var id = Math.Max(after, _forgotten) + 1; id <= _lastId; id++)
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
