using System.Net;
using System.Text.Json;
using TwilioSandbox.Events;

namespace TwilioSandbox.Voice;

/// <summary>Sends status callbacks. A failure is only noted in the journal, because no call depends on them.</summary>
internal sealed class StatusCallbacks(Webhook webhook, Journal journal, ILogger<StatusCallbacks> logger)
{
    public async Task SendAsync(Task previous, StatusCallback callback, IReadOnlyDictionary<string, string> form, string callSid)
    {
        // The caller may hold a lock.
        await Task.Yield();
        await previous;
        await TryAsync(callSid, () => webhook.RequestAsync(callback.Method, callback.Url, form, callSid, new CookieContainer(), CancellationToken.None));
    }

    /// <summary>Sends a message of the SDK to a subscriber. The names of the fields are inferred.</summary>
    public async Task SendMessageAsync(Task previous, Uri callback, string accountSid, string callSid, string messageSid, string content)
    {
        await Task.Yield();
        await previous;
        var json = JsonSerializer.Serialize(new { AccountSid = accountSid, CallSid = callSid, Sid = messageSid, ContentType = "application/json", Content = content });
        await TryAsync(callSid, () => webhook.PostJsonAsync(callback, json, callSid));
    }

    private async Task TryAsync(string callSid, Func<Task> send)
    {
        try
        {
            await send();
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
