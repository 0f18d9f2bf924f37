using System.Collections.Concurrent;
using System.Diagnostics;

namespace TwilioSandbox.Tests.Tracing;

/// <summary>Collects the spans of this process, including those of other tests.</summary>
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

    /// <summary>The sandbox's spans of one identity, in the order of their start.</summary>
    public Activity[] Of(string identity) => [.. _spans.Where(span => span.GetTagItem("twilio.identity") is string name && name == identity)];

    public Activity[] All => [.. _spans];

    public void Dispose() => _listener.Dispose();
}
