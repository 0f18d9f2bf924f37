using TwilioSandbox.Conferencing;
using TwilioSandbox.Events;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>The verbs that take time.</summary>
internal sealed record CallVerbs(Dialer Dialer, Conferences Conferences, CallVoice Voice, Gatherer Gatherer, CallRecorder Recorder);

/// <summary>Runs the TwiML of one call, verb by verb and document by document.</summary>
internal sealed class CallScript(Call call, DocumentRequests requests, CallVerbs verbs)
{
    private static readonly DialEnd s_hungUp = new(CallStatus.Completed, "The application hung up.");
    private static readonly DialEnd s_rejected = new(CallStatus.NoAnswer, "The application rejected the call."); // the status: inferred
    private static readonly DialEnd s_busy = new(CallStatus.Busy, "The application rejected the call.", CallErrors.Busy);

    /// <param name="document">The first document.</param>
    /// <param name="stop">Cancelled at the end of the call, or when it gets another document.</param>
    /// <returns>How the call ends.</returns>
    public async Task<DialEnd> RunAsync(TwimlDocument document, CancellationToken stop)
    {
        while (true)
        {
            var (next, end) = await RunVerbsAsync(document, stop);
            if (next is null)
            {
                return end;
            }

            document = next;
        }
    }

    // Until a verb leads to another document, or there is no other verb.
    private async Task<(TwimlDocument? Next, DialEnd End)> RunVerbsAsync(TwimlDocument document, CancellationToken stop)
    {
        var end = s_hungUp;
        foreach (var verb in document.Verbs)
        {
            call.ThrowIfStopped();
            switch (verb)
            {
                case Twiml.Pause or Twiml.Play or Twiml.Say:
                    await verbs.Voice.RunAsync(call, verb, document, stop);
                    break;
                case Twiml.Gather gather:
                    var keys = await verbs.Gatherer.GatherAsync(call, gather, document, stop);
                    if (keys.Digits.Length > 0 || gather.ActionOnEmptyResult)
                    {
                        // The fields: observed in several traces.
                        var form = call.Form.With(call.Status, new("Digits", keys.Digits), new("FinishedOnKey", keys.FinishedOnKey), new("msg", "Gather End"));
                        return (await requests.RequestAsync(gather.Method, document.Resolve(gather.Action), form, stop), end);
                    }

                    break;
                case Twiml.Record record:
                    if (await verbs.Recorder.RecordAsync(call, record, document, stop) is { } recorded)
                    {
                        // Also after the caller has hung up, to inform the application.
                        return (await requests.RequestAsync(record.Method, document.Resolve(record.Action), call.Form.With(call.Status, recorded), CancellationToken.None), end);
                    }

                    break;
                case Twiml.Redirect redirect:
                    return (await requests.RequestAsync(redirect.Method, document.Resolve(redirect.Url), call.Form.With(call.Status), stop), end);
                case Twiml.Reject reject:
                    // An answered call can only be hung up (inferred).
                    return (null, call.AnsweredAt is not null ? s_hungUp : reject.Busy ? s_busy : s_rejected);
                case Twiml.Dial dial:
                    var result = dial.Conference is { } room ? await verbs.Conferences.JoinAsync(call, room, document, stop) : await verbs.Dialer.DialAsync(call, dial, document);
                    call.Note(EventTypes.DialEnded, call.Caller.Party, $"{result.End.Status}: {result.End.Why}");
                    // Nothing comes of a <Dial> that the REST API has ended with another document.
                    call.Redirected.ThrowIfCancellationRequested();
                    // An answered call ends without an error.
                    end = call.AnsweredAt is null ? result.End : result.End with { Error = null };
                    if (dial.Action is not null)
                    {
                        return (await RequestActionAsync(document, dial, result), end);
                    }

                    break;
                default:
                    // <Hangup> is the last verb that the parser reads.
                    break;
            }
        }

        call.ThrowIfStopped();
        return (null, end);
    }

    // The action is requested even if the caller has hung up, to inform the application. Its response does not run then (inferred).
    private Task<TwimlDocument> RequestActionAsync(TwimlDocument document, Twiml.Dial dial, DialResult result)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("DialBridged", result.Duration is null ? "false" : "true"),
            new("DialCallStatus", result.End.Status),
        ];
        if (result.CallSid.Length > 0)
        {
            fields.Add(new("DialCallSid", result.CallSid));
        }

        if (result.Duration is { } duration)
        {
            fields.Add(new("DialCallDuration", CallForm.Seconds(duration)));
        }

        return requests.RequestAsync(dial.Method, document.Resolve(dial.Action!), call.Form.With(call.Status, fields), CancellationToken.None);
    }
}
