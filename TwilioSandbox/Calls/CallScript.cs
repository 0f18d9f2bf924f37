using System.Globalization;
using TwilioSandbox.Events;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs the TwiML of one call, verb by verb and document by document, until the call ends.</summary>
internal sealed class CallScript(
    Call call, Switchboard switchboard, VoiceWebhook voice, Journal journal, SandboxOptions options, TimeProvider time, ILogger logger)
{
    private const int MaxDocuments = 100; // inferred: something ends a loop of redirects at Twilio too

    private static readonly DialEnd s_hungUp = new(CallStatus.Completed, "The application hung up.");
    private static readonly DialEnd s_rejected = new(CallStatus.NoAnswer, "The application rejected the call."); // the status: inferred
    private static readonly DialEnd s_busy = new(CallStatus.Busy, "The application rejected the call.", Switchboard.s_busy);

    private readonly Leg _caller = call.Caller!;
    private Uri _url = options.VoiceUrl!;
    private int _documents;

    public async Task RunAsync()
    {
        // Leaves the lock of the caller at once.
        await Task.Yield();
        try
        {
            switchboard.Finish(call, await RunWithFallbackAsync());
        }
        catch (VoiceException e)
        {
            Note(e);
            switchboard.Finish(call, new(CallStatus.Failed, "The application did not say what to do.", new(e.Code, e.Title)));
        }
        catch (OperationCanceledException) when (call.IsEnded)
        {
            // The caller has hung up.
        }
        catch (Exception e)
        {
            // Nobody waits for this task: without an end here the SDK would connect for ever.
            logger.LogError(e, "The call {CallSid} failed", _caller.CallSid);
            switchboard.Finish(call, new(CallStatus.Failed, "The sandbox failed; its log says why.", Switchboard.s_failed));
        }
    }

    // The fallback URL is asked when a document cannot be had or run (documented), once in a call (inferred).
    private async Task<DialEnd> RunWithFallbackAsync()
    {
        try
        {
            var form = call.Form!.WithCustom(call.Status);
            return await RunAsync(await AskAsync(new HttpMethod(options.VoiceMethod), _url, form, call.Ended));
        }
        catch (VoiceException e) when (options.VoiceFallbackUrl is not null && !call.IsEnded)
        {
            Note(e);
            var form = call.Form!.WithCustom(
                call.Status, new("ErrorCode", e.Code.ToString(CultureInfo.InvariantCulture)), new("ErrorUrl", _url.AbsoluteUri));
            return await RunAsync(await AskAsync(HttpMethod.Post, options.VoiceFallbackUrl, form, call.Ended));
        }
    }

    private async Task<DialEnd> RunAsync(TwimlDocument document)
    {
        for (var end = s_hungUp; ; end = s_hungUp)
        {
            TwimlDocument? next = null;
            foreach (var verb in document.Verbs)
            {
                call.Ended.ThrowIfCancellationRequested();
                switch (verb)
                {
                    case Twiml.Pause pause:
                        await PauseAsync(pause.Length);
                        break;
                    case Twiml.Redirect redirect:
                        next = await AskAsync(redirect.Method, document.Resolve(redirect.Url), call.Form!.With(call.Status), call.Ended);
                        break;
                    case Twiml.Reject when call.AnsweredAt is not null:
                        throw VoiceErrors.Schema("<Reject> came after the call was answered. Use <Hangup>.");
                    case Twiml.Reject reject:
                        return reject.Busy ? s_busy : s_rejected;
                    case Twiml.Dial dial:
                        var result = await switchboard.DialAsync(call, dial, document);
                        Note(EventTypes.DialEnded, $"{result.End.Status}: {result.End.Why}");
                        end = result.End;
                        next = dial.Action is null ? null : await AskActionAsync(document, dial, result);
                        break;
                    default:
                        // <Hangup>, which the parser takes as the last verb.
                        break;
                }

                if (next is not null)
                {
                    break;
                }
            }

            if (next is null)
            {
                return end;
            }

            document = next;
        }
    }

    private Task PauseAsync(TimeSpan length)
    {
        var pause = Task.Delay(length, time, call.Ended);
        Note(EventTypes.CallPaused, $"{length.TotalSeconds:0} s");
        return pause;
    }

    // Asked also when the caller has hung up, for what it tells the application; the answer is not run then (inferred).
    private Task<TwimlDocument> AskActionAsync(TwimlDocument document, Twiml.Dial dial, DialResult result)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("DialBridged", result.Duration is null ? "false" : "true"),
            new("DialCallSid", result.CallSid),
            new("DialCallStatus", result.End.Status),
        ];
        if (result.Duration is { } duration)
        {
            fields.Add(new("DialCallDuration", CallForm.Seconds(duration)));
        }

        return AskAsync(dial.Method, document.Resolve(dial.Action!), call.Form!.With(call.Status, fields), CancellationToken.None);
    }

    private async Task<TwimlDocument> AskAsync(
        HttpMethod method, Uri url, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        _url = url;
        if (++_documents > MaxDocuments)
        {
            throw VoiceErrors.TooManyRedirects($"The call has run {MaxDocuments} documents. Does a <Redirect> lead to itself?");
        }

        // The request is a child of this span, so the application's spans join the trace of the call.
        using var span = Tracing.Start(_documents == 1 ? Tracing.Invite : Tracing.Webhook, _caller.ClientName, _caller.CallSid, call.InviteSpan);
        call.InviteSpan ??= span;
        try
        {
            return await voice.AskAsync(method, url, form, _caller.CallSid, _caller.ClientName, cancellationToken);
        }
        catch (VoiceException e)
        {
            span.Fail(e.Code, e.Title);
            throw;
        }
    }

    private void Note(VoiceException e) => journal.Add(new()
    {
        Type = EventTypes.VoiceFailed,
        Client = _caller.ClientName,
        CallSid = _caller.CallSid,
        Code = e.Code,
        Message = e.Title,
        Explanation = e.Explanation,
    });

    private void Note(string type, string message) =>
        journal.Add(new() { Type = type, Client = _caller.ClientName, CallSid = _caller.CallSid, Message = message });
}
