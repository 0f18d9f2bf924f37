using System.Globalization;
using System.Net;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs <c>&lt;Say&gt;</c>, <c>&lt;Play&gt;</c> and <c>&lt;Pause&gt;</c>. The first sound answers the call.</summary>
internal sealed class CallVoice(Switchboard switchboard, Speech speech, Webhook webhook, TimeProvider time)
{
    private const int MaxMediaBytes = 16 * 1024 * 1024; // inferred
    private const int MaxTextShown = 300;

    private static readonly Dictionary<string, string> s_noFields = [];

    /// <param name="call">The call.</param>
    /// <param name="verb">A verb that the caller hears.</param>
    /// <param name="document">The document of the verb.</param>
    /// <param name="cancellationToken">Cancelled at the end of the call at the latest.</param>
    public Task RunAsync(Call call, Twiml verb, TwimlDocument document, CancellationToken cancellationToken) => verb switch
    {
        Twiml.Pause pause => PauseAsync(call, pause.Length, cancellationToken),
        Twiml.Say say => SayAsync(call, say, cancellationToken),
        Twiml.Play play => PlayAsync(call, play, document, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>Answers the call, if nobody has.</summary>
    /// <returns>The caller's sound.</returns>
    public AudioEndpoint PickUp(Call call)
    {
        lock (switchboard.Lock)
        {
            call.Ended.ThrowIfCancellationRequested();
            call.PickUp();
            return call.Caller.Audio!;
        }
    }

    // A pause does not answer: as the first verb, it delays the answer (documented).
    private Task PauseAsync(Call call, TimeSpan length, CancellationToken cancellationToken)
    {
        var pause = Task.Delay(length, time, cancellationToken);
        call.Note(EventTypes.CallPaused, call.Caller.Party, string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} s"));
        return pause;
    }

    private async Task SayAsync(Call call, Twiml.Say say, CancellationToken cancellationToken)
    {
        var caller = PickUp(call);
        if (say.Text.Length == 0)
        {
            return;
        }

        var voice = await speech.SpeakAsync(say.Text, say.Language, cancellationToken);
        var explanation = voice is null ? "The caller hears a chime. To hear the text, install espeak-ng." : null;
        call.Note(EventTypes.VoiceSaid, call.Caller.Party, TwimlXml.Shorten(say.Text, MaxTextShown), explanation: explanation);
        await RepeatAsync(caller, voice ?? Tones.Chime, say.Loop, cancellationToken);
    }

    private async Task PlayAsync(Call call, Twiml.Play play, TwimlDocument document, CancellationToken cancellationToken)
    {
        var caller = PickUp(call);
        var sound = play.Digits is null ? await FetchAsync(call, play, document, cancellationToken) : Tones.Dial(play.Digits);
        if (sound is { Length: > 0 })
        {
            call.Note(EventTypes.VoicePlayed, call.Caller.Party, string.Create(CultureInfo.InvariantCulture, $"{(double)sound.Length / Audio.Rate:0.0} s"));
            await RepeatAsync(caller, sound, play.Loop, cancellationToken);
        }
    }

    /// <summary>Twilio skips media that it cannot play (inferred). The code is documented.</summary>
    private async Task<byte[]?> FetchAsync(Call call, Twiml.Play play, TwimlDocument document, CancellationToken cancellationToken)
    {
        try
        {
            var response = await webhook.RequestAsync(
                HttpMethod.Get, document.Resolve(play.Url), s_noFields, call.Caller.CallSid, new CookieContainer(), cancellationToken, MaxMediaBytes);
            return Read(call, play, response, cancellationToken);
        }
        catch (VoiceException e)
        {
            Warn(call, e.Code, e.Explanation);
            return null;
        }
    }

    private static byte[] Read(Call call, Twiml.Play play, WebhookResponse response, CancellationToken stop)
    {
        var type = response.MediaType?.ToLowerInvariant() ?? "";
        if (!type.StartsWith("audio/", StringComparison.Ordinal))
        {
            throw VoiceErrors.PlayContentType(play.IsInGather, $"<Play> needs a sound, but the response has {(type.Length == 0 ? "no Content-Type" : $"the Content-Type '{type}'")}. Use audio/wav or audio/mpeg.");
        }

        if (type is "audio/basic" or "audio/ulaw" or "audio/x-mulaw")
        {
            return response.Body;
        }

        if ((WaveFile.Read(response.Body) ?? Mp3File.Read(response.Body, stop: stop)) is { } sound)
        {
            return sound;
        }

        Warn(call, null, $"The sandbox plays only MP3 and WAV (PCM of 8 or 16 bits, or µ-law), not this file of type '{type}'. The caller hears a chime.");
        return Tones.Chime;
    }

    private static async Task RepeatAsync(AudioEndpoint caller, byte[] sound, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            await caller.PlayAsync(sound, cancellationToken);
        }
    }

    private static void Warn(Call call, int? code, string explanation) =>
        call.Note(EventTypes.VoiceWarning, call.Caller.Party, code: code, explanation: explanation);
}
