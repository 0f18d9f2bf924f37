using System.Globalization;

namespace TwilioSandbox.Voice;

/// <summary>A status callback that a leg has, with some of <see cref="CallProgress.Events"/>.</summary>
internal sealed record StatusCallback(Uri Url, HttpMethod Method, IReadOnlyList<string> Events);

/// <summary>Reports the progress of one leg. The call does not wait for reports, and each report waits for the one before.</summary>
internal sealed class CallProgress(StatusCallbacks callbacks, StatusCallback? callback, IReadOnlyDictionary<string, string> leg)
{
    private int _sequenceNumber;
    private Task _last = Task.CompletedTask;

    /// <summary>The values of <c>statusCallbackEvent</c>.</summary>
    public static IReadOnlyList<string> Events { get; } = ["initiated", "ringing", "answered", "completed"];

    public void Initiated(DateTimeOffset now) => Report("initiated", CallStatus.Initiated, now);

    public void Ringing(DateTimeOffset now) => Report("ringing", CallStatus.Ringing, now);

    public void Answered(DateTimeOffset now) => Report("answered", CallStatus.InProgress, now);

    public void Completed(string status, TimeSpan duration, DateTimeOffset now) =>
        Report("completed", status, now, KeyValuePair.Create("CallDuration", CallForm.Seconds(duration)));

    private void Report(string name, string status, DateTimeOffset now, params IEnumerable<KeyValuePair<string, string>> more)
    {
        if (callback is null || !callback.Events.Contains(name))
        {
            return;
        }

        var form = new Dictionary<string, string>(leg.Concat(more), StringComparer.Ordinal)
        {
            ["CallbackSource"] = "call-progress-events",
            ["CallStatus"] = status,
            ["SequenceNumber"] = _sequenceNumber++.ToString(CultureInfo.InvariantCulture),
            ["Timestamp"] = CallForm.Rfc2822(now),
        };
        _last = callbacks.SendAsync(_last, callback, form, form["CallSid"]);
    }
}
