using System.Globalization;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs the TwiML of calls, from the first document to the end of the call.</summary>
internal sealed class CallScripts(
    Switchboard switchboard, CallVerbs verbs, VoiceWebhook voice, IOptions<SandboxOptions> options, ILogger<CallScripts> logger)
{
    /// <summary>The Voice URL, which every incoming call requests. It must be configured.</summary>
    public TwimlSource VoiceUrl => new(options.Value.VoiceUrl!, HttpMethod.Parse(options.Value.VoiceMethod)) { FallbackUrl = options.Value.VoiceFallbackUrl };

    public async Task RunAsync(Call call, TwimlSource first)
    {
        // Releases the caller's lock.
        await Task.Yield();
        var requests = new DocumentRequests(call, voice);
        for (TwimlSource? source = first; source is not null;)
        {
            var end = await RunToEndAsync(call, source, requests, isFirst: ReferenceEquals(source, first));
            lock (switchboard.Lock)
            {
                // The REST API can give the call another document at any time.
                source = call.TakeRedirect();
                if (source is null)
                {
                    call.End(end);
                }
            }
        }
    }

    private async Task<DialEnd> RunToEndAsync(Call call, TwimlSource source, DocumentRequests requests, bool isFirst)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Ended, call.Redirected);
        try
        {
            return await RunWithFallbackAsync(call, source, requests, isFirst, stop.Token);
        }
        catch (VoiceException e)
        {
            Note(call, e);
            return new(CallStatus.Failed, e.Explanation, new(e.Code, e.Title));
        }
        catch (OperationCanceledException) when (call.IsEnded || call.Redirected.IsCancellationRequested)
        {
            return new(CallStatus.Canceled, "The caller hung up, or the call got another document.");
        }
        catch (Exception e)
        {
            // Nothing awaits this task. Without an end, the SDK would connect forever.
            logger.LogError(e, "The call {CallSid} failed", call.CallSid);
            return new(CallStatus.Failed, "The sandbox failed. See its log.", CallErrors.SandboxFailed);
        }
    }

    // The fallback URL is requested when a document cannot be fetched or run (documented), once in a call (inferred).
    private async Task<DialEnd> RunWithFallbackAsync(Call call, TwimlSource source, DocumentRequests requests, bool isFirst, CancellationToken stop)
    {
        var script = new CallScript(call, requests, verbs);
        try
        {
            var form = isFirst ? call.Form.WithCustom(call.Status) : call.Form.With(call.Status);
            return await script.RunAsync(source.Document ?? await requests.RequestAsync(source.Method, source.Url, form, stop), stop);
        }
        catch (VoiceException e) when (source.FallbackUrl is not null && !call.IsEnded)
        {
            Note(call, e);
            var url = requests.LastUrl ?? source.Url;
            var form = call.Form.WithCustom(
                call.Status, new("ErrorCode", e.Code.ToString(CultureInfo.InvariantCulture)), new("ErrorUrl", url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)));
            return await script.RunAsync(await requests.RequestAsync(HttpMethod.Post, source.FallbackUrl, form, stop), stop);
        }
    }

    private static void Note(Call call, VoiceException e) => call.Note(EventTypes.VoiceFailed, call.Caller.Party, e.Title, e.Code, e.Explanation);
}
