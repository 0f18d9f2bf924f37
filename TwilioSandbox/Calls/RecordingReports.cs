using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Sends the status callbacks of one <c>&lt;Record&gt;</c>, in order.</summary>
/// <param name="callbacks">Sends them.</param>
/// <param name="call">The call.</param>
/// <param name="record">The verb.</param>
/// <param name="document">Its document.</param>
/// <param name="sid">The value of <c>RecordingSid</c>.</param>
/// <param name="url">The value of <c>RecordingUrl</c>.</param>
/// <param name="startedAt">When the recording started.</param>
internal sealed class RecordingReports(
    StatusCallbacks callbacks, Call call, Twiml.Record record, TwimlDocument document, string sid, string url, DateTimeOffset startedAt)
{
    private Task _last = Task.CompletedTask;

    /// <summary>What the action receives too.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } = [new("RecordingSid", sid), new("RecordingUrl", url)];

    public void Send(string status, params KeyValuePair<string, string>[] more)
    {
        if (record.RecordingStatusCallback is { } callback && callback.Events.Contains(status))
        {
            var form = call.Form.With(
                call.Status,
                [.. Fields, .. more, new("RecordingChannels", "1"), new("RecordingSource", "RecordVerb"), new("RecordingStartTime", CallForm.Rfc2822(startedAt)), new("RecordingStatus", status)]);
            _last = callbacks.SendAsync(_last, new(document.Resolve(callback.Url), callback.Method, callback.Events), form, call.CallSid);
        }
    }
}
