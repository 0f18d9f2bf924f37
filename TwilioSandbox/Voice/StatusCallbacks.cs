using System.Net;
using TwilioSandbox.Events;

namespace TwilioSandbox.Voice;

/// <summary>Sends status callbacks. A failure is only noted in the journal, because no call depends on them.</summary>
internal sealed class StatusCallbacks(Webhook webhook, Journal journal, ILogger<StatusCallbacks> logger)
{
    public async Task SendAsync(Task previous, StatusCallback callback, IReadOnlyDictionary<string, string> form)
    {
        // The caller may hold a lock.
        await Task.Yield();
        await previous;
        var callSid = form["CallSid"];
        try
        {
            await webhook.RequestAsync(callback.Method, callback.Url, form, callSid, new CookieContainer(), CancellationToken.None);
        }
        catch (VoiceException e)
        {
            // Twilio has its own code for an error response. A callback that cannot be reached has the code of any webhook.
            var error = e.Code == 11200 ? VoiceErrors.StatusCallback(e.Explanation) : e;
            journal.Add(new()
            {
                Type = EventTypes.StatusCallbackFailed,
                CallSid = callSid,
                Code = error.Code,
                Message = error.Title,
                Explanation = error.Explanation,
            });
        }
        catch (Exception e)
        {
            logger.LogError(e, "A status callback of {CallSid} failed", callSid);
        }
    }
}
