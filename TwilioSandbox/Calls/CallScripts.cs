using System.Globalization;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs the TwiML of calls, from the request to the Voice URL to the end of the call.</summary>
internal sealed class CallScripts(
    Switchboard switchboard, Dialer dialer, CallVoice callVoice, Gatherer gatherer, VoiceWebhook voice, Journal journal, IOptions<SandboxOptions> options, ILogger<CallScripts> logger)
{
    public async Task RunAsync(Call call)
    {
        // Releases the caller's lock.
        await Task.Yield();
        var end = await RunToEndAsync(call);
        lock (switchboard.Lock)
        {
            call.End(end);
        }
    }

    private async Task<DialEnd> RunToEndAsync(Call call)
    {
        try
        {
            return await RunWithFallbackAsync(call);
        }
        catch (VoiceException e)
        {
            Note(call, e);
            return new(CallStatus.Failed, e.Explanation, new(e.Code, e.Title));
        }
        catch (OperationCanceledException) when (call.IsEnded)
        {
            return new(CallStatus.Canceled, "The caller hung up.");
        }
        catch (Exception e)
        {
            // Nothing awaits this task. Without an end, the SDK would connect forever.
            logger.LogError(e, "The call {CallSid} failed", call.Caller.CallSid);
            return new(CallStatus.Failed, "The sandbox failed. See its log.", CallErrors.SandboxFailed);
        }
    }

    // The fallback URL is requested when a document cannot be fetched or run (documented), once in a call (inferred).
    private async Task<DialEnd> RunWithFallbackAsync(Call call)
    {
        var requests = new DocumentRequests(call, voice);
        var script = new CallScript(call, requests, dialer, callVoice, gatherer);
        try
        {
            var form = call.Form.WithCustom(call.Status);
            return await script.RunAsync(await requests.RequestAsync(HttpMethod.Parse(options.Value.VoiceMethod), options.Value.VoiceUrl!, form, call.Ended));
        }
        catch (VoiceException e) when (options.Value.VoiceFallbackUrl is not null && !call.IsEnded)
        {
            Note(call, e);
            var form = call.Form.WithCustom(
                call.Status, new("ErrorCode", e.Code.ToString(CultureInfo.InvariantCulture)), new("ErrorUrl", requests.LastUrl!.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)));
            return await script.RunAsync(await requests.RequestAsync(HttpMethod.Post, options.Value.VoiceFallbackUrl, form, call.Ended));
        }
    }

    private void Note(Call call, VoiceException e) => journal.Add(new()
    {
        Type = EventTypes.VoiceFailed,
        Client = call.Caller.ClientName,
        CallSid = call.Caller.CallSid,
        Code = e.Code,
        Message = e.Title,
        Explanation = e.Explanation,
    });
}
