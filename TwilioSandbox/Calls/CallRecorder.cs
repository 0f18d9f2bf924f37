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
    Switchboard switchboard, CallLog calls, CallVoice voice, MediaClock clock, Recordings recordings, StatusCallbacks callbacks, IServer server, IOptions<SandboxOptions> options, TimeProvider time)
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

        var sid = Recordings.NewSid();
        var reports = new RecordingReports(callbacks, call, record, document, sid, $"{Address}{RecordingResource.PathOf(sid, options.Value.AccountSid)}", time.GetUtcNow());
        var (sound, key) = await RecordAsync(call, record, caller, reports, stop);
        call.Redirected.ThrowIfCancellationRequested();
        var duration = TimeSpan.FromSeconds((double)sound.Length / Audio.Rate);
        if (key is null && duration <= record.Timeout + Audio.FrameDuration && duration < record.MaxLength)
        {
            call.Note(EventTypes.VoiceRecorded, call.Caller.Party, "Nothing: the caller said nothing.");
            reports.Send("absent");
            return null;
        }

        Keep(call, sid, WaveFile.Write(sound), duration);
        var length = new KeyValuePair<string, string>("RecordingDuration", CallForm.Seconds(duration));
        reports.Send("completed", length);
        return [.. reports.Fields, length, new("Digits", key ?? "")];
    }

    private async Task<(byte[] Sound, string? Key)> RecordAsync(Call call, Twiml.Record record, AudioEndpoint caller, RecordingReports reports, CancellationToken stop)
    {
        var recorder = new AudioRecorder(clock);
        string? key = null;
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(stop);
        call.Listen(keys =>
        {
            if (keys.FirstOrDefault(pressed => record.FinishOnKey.Contains(pressed, StringComparison.Ordinal)) is var pressed and not '\0')
            {
                key ??= $"{pressed}";
                _ = finished.CancelAsync();
            }
        });
        caller.Heard += recorder.Hear;
        reports.Send("in-progress");
        try
        {
            var sound = await recorder.RecordAsync(record.MaxLength, record.Timeout, finished.Token);
            return (sound, call.IsEnded ? Hangup : key);
        }
        finally
        {
            caller.Heard -= recorder.Hear;
            call.Listen(null);
        }
    }

    private void Keep(Call call, string sid, byte[] wave, TimeSpan duration)
    {
        lock (switchboard.Lock)
        {
            // Not after a reset.
            if (calls.FindCallerSid(call.CallSid) is not null)
            {
                recordings.Add(call.CallSid, wave, duration, "RecordVerb", sid: sid);
            }
        }

        call.Note(EventTypes.VoiceRecorded, call.Caller.Party, $"{CallForm.Seconds(duration)} s: {sid}");
    }

    // http://127.0.0.1:5102 or http://0.0.0.0:5102
    private string Address => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? $"http://localhost:{BindingAddress.Parse(address).Port}"
        : "http://localhost";
}
