using TwilioSandbox.Events;

namespace TwilioSandbox.Voice;

/// <summary>Sends status callbacks. What goes wrong is only written down: a call does not depend on them.</summary>
internal sealed class StatusCallbacks(Webhook webhook, Journal journal, ILogger<StatusCallbacks> logger)
{
    public async Task SendAsync(Task previous, StatusCallback callback, IReadOnlyDictionary<string, string> form)
    {
        // Whoever reports may hold the switchboard's lock.
        await Task.Yield();
        await previous;
        var callSid = form["CallSid"];
        try
        {
            await webhook.AskAsync(callback.Method, callback.Url, form, callSid, CancellationToken.None);
        }
        catch (VoiceException e)
        {
            // The code for what the callback answers is Twilio's own; one that cannot be reached has the code of any other webhook.
            var fault = e.Code == 11200 ? VoiceErrors.StatusCallback(e.Explanation) : e;
            journal.Add(new()
            {
                Type = EventTypes.StatusCallbackFailed,
                CallSid = callSid,
                Code = fault.Code,
                Message = fault.Title,
                Explanation = fault.Explanation,
            });
        }
        catch (Exception e)
        {
            logger.LogError(e, "A status callback of {CallSid} failed", callSid);
        }
    }
}
