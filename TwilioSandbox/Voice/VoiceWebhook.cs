using System.Net;
using TwilioSandbox.Events;

namespace TwilioSandbox.Voice;

/// <summary>Requests TwiML from the application.</summary>
internal sealed class VoiceWebhook(Webhook webhook, Journal journal)
{
    /// <exception cref="VoiceException">The webhook failed, or Twilio refuses its TwiML.</exception>
    public async Task<TwimlDocument> RequestAsync(
        HttpMethod method, Uri url, IReadOnlyDictionary<string, string> form, string callSid, string? caller, CookieContainer cookies, CancellationToken cancellationToken)
    {
        var response = await webhook.RequestAsync(method, url, form, callSid, cookies, cancellationToken);
        var document = Read(response);
        var warnings = IsHtml(response) ? document.Warnings.Append(new(null, "The Content-Type is text/html. Use text/xml.")) : document.Warnings;
        foreach (var warning in warnings)
        {
            journal.Add(new() { Type = EventTypes.VoiceWarning, Client = caller, CallSid = callSid, Code = warning.Code, Explanation = warning.Text });
        }

        journal.Add(new() { Type = EventTypes.VoiceAnswered, Client = caller, CallSid = callSid, Message = document.ToString() });
        return document;
    }

    private static TwimlDocument Read(WebhookResponse response)
    {
        if (response.Body.Length == 0)
        {
            throw VoiceErrors.Empty("The response is empty. Return TwiML, at least <Response/>.");
        }

        if (response.MediaType is not { } type)
        {
            throw VoiceErrors.HttpStatus("The response has no Content-Type. Use text/xml."); // documented, "Error 11200"
        }

        if (type.ToLowerInvariant() is not ("text/xml" or "application/xml" or "text/html"))
        {
            throw VoiceErrors.ContentType($"The response has the Content-Type '{type}'. Use text/xml.");
        }

        var document = TwimlParser.Parse(response.Url, response.Body, response.Charset);
        foreach (var address in document.Addresses)
        {
            // An invalid URL is found before the first verb runs.
            document.Resolve(address);
        }

        return document;
    }

    // Documented: text/html is read as TwiML.
    private static bool IsHtml(WebhookResponse response) => string.Equals(response.MediaType, "text/html", StringComparison.OrdinalIgnoreCase);
}
