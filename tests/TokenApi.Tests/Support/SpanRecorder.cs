using System.Collections.Concurrent;
using System.Diagnostics;

namespace TokenApi.Tests.Support;

/// <summary>
/// Keeps every span that begins while it lives, of whatever source. Of the whole process: other tests' spans too. They are kept from their beginning,
/// since a client may have its answer before the span has ended.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Spans => _spans;

    public void Dispose() => _listener.Dispose();
}
