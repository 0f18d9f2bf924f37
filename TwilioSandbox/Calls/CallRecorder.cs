using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Rest;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs <c>&lt;Record&gt;</c>.</summary>
internal sealed class CallRecorder(
    Switchboard switchboard, CallVoice voice, MediaClock clock, Recordings recordings, StatusCallbacks callbacks, IServer server, IOptions<SandboxOptions> options, TimeProvider time)
{
    private const string Hangup = "hangup";

    /// <returns>The fields for the action. Null if the caller said nothing: then the next verb runs (documented).</returns>
    public async Task<KeyValuePair<string, string>[]?> RecordAsync(Call call, Twiml.Record record, TwimlDocument document, CancellationToken stop)
    {
        var caller = voice.PickUp(call);
        if (record.PlayBeep)
        {
            await caller.PlayAsync(Tones.Beep, stop);
        }

        var startedAt = time.GetUtcNow();
        var (sound, key) = await RecordAsync(call, record, document, caller, startedAt, stop);
        call.Redirected.ThrowIfCancellationRequested();
        var duration = TimeSpan.FromSeconds((double)sound.Length / Audio.Rate);
        if (key is null && duration <= record.Timeout + Audio.FrameDuration && duration < record.MaxLength)
        {
            call.Note(EventTypes.VoiceRecorded, call.Caller.Party, "Nothing: the caller said nothing.");
            Report(call, record, document, "absent", null, startedAt);
            return null;
        }

        var recording = recordings.Add(call.CallSid, WaveFile.Write(sound), duration, "RecordVerb");
        call.Note(EventTypes.VoiceRecorded, call.Caller.Party, $"{CallForm.Seconds(duration)} s: {recording.Sid}");
        Report(call, record, document, "completed", recording, startedAt);
        return [.. FieldsOf(recording), new("Digits", key ?? "")];
    }

    private async Task<(byte[] Sound, string? Key)> RecordAsync(
        Call call, Twiml.Record record, TwimlDocument document, AudioEndpoint caller, DateTimeOffset startedAt, CancellationToken stop)
    {
        var recorder = new AudioRecorder(clock);
        string? key = null;
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Listen(keys =>
        {
            if (keys.FirstOrDefault(pressed => record.FinishOnKey.Contains(pressed, StringComparison.Ordinal)) is var pressed and not '\0')
            {
                key ??= $"{pressed}";
                _ = finished.CancelAsync();
            }
        });
        caller.Heard += recorder.Hear;
        Report(call, record, document, "in-progress", null, startedAt);
        try
        {
            var sound = await recorder.RecordAsync(record.MaxLength, record.Timeout, finished.Token);
            return (sound, call.IsEnded ? Hangup : key);
        }
        finally
        {
            caller.Heard -= recorder.Hear;
            Listen(null);
        }

        void Listen(Action<string>? onKeys)
        {
            lock (switchboard.Lock)
            {
                call.OnKeys = onKeys;
            }
        }
    }

    private void Report(Call call, Twiml.Record record, TwimlDocument document, string status, Recording? recording, DateTimeOffset startedAt)
    {
        if (record.RecordingStatusCallback is { } callback && callback.Events.Contains(status))
        {
            var form = call.Form.With(
                call.Status, [.. recording is null ? [] : FieldsOf(recording), new("RecordingChannels", "1"), new("RecordingSource", "RecordVerb"), new("RecordingStartTime", CallForm.Rfc2822(startedAt)), new("RecordingStatus", status)]);
            _ = callbacks.SendAsync(Task.CompletedTask, new(document.Resolve(callback.Url), callback.Method, callback.Events), form, call.CallSid);
        }
    }

    private KeyValuePair<string, string>[] FieldsOf(Recording recording) =>
    [
        new("RecordingDuration", CallForm.Seconds(recording.Duration)),
        new("RecordingSid", recording.Sid),
        new("RecordingUrl", $"{Address}/2010-04-01/Accounts/{options.Value.AccountSid}/Recordings/{recording.Sid}"),
    ];

    // http://127.0.0.1:5102 or http://0.0.0.0:5102
    private string Address => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? $"http://localhost:{BindingAddress.Parse(address).Port}"
        : "http://localhost";
}
