using TwilioSandbox.Events;

namespace TwilioSandbox.Voice;

/// <summary>Asks the application for TwiML.</summary>
internal sealed class VoiceWebhook(Webhook webhook, Journal journal)
{
    /// <exception cref="VoiceException">No usable answer came.</exception>
    public async Task<TwimlDocument> AskAsync(
        HttpMethod method,
        Uri url,
        IReadOnlyDictionary<string, string> form,
        string callSid,
        string? caller,
        CancellationToken cancellationToken)
    {
        var answer = await webhook.AskAsync(method, url, form, callSid, cancellationToken);
        if (answer.Body.Length == 0)
        {
            throw VoiceErrors.Empty("The answer is empty; TwiML was expected, at least <Response/>.");
        }

        if (answer.MediaType is not ("text/xml" or "application/xml"))
        {
            throw VoiceErrors.ContentType($"The answer has the content type '{answer.MediaType ?? "none"}'; text/xml or application/xml was expected.");
        }

        var document = new TwimlDocument(answer.Url, TwimlParser.Parse(answer.Body, answer.Charset));
        foreach (var address in document.Addresses)
        {
            // A wrong one is found before the first verb runs, as everything else is.
            document.Resolve(address);
        }

        journal.Add(new() { Type = EventTypes.VoiceAnswered, Client = caller, CallSid = callSid, Message = document.ToString() });
        return document;
    }
}
