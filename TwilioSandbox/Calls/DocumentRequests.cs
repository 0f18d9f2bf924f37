using System.Net;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Requests the TwiML documents of one call.</summary>
internal sealed class DocumentRequests(Call call, VoiceWebhook voice)
{
    private const int MaxDocuments = 100; // inferred: Twilio also ends a loop of redirects

    private readonly CookieContainer _cookies = new();
    private int _count;

    /// <summary>The URL of the last request.</summary>
    public Uri? LastUrl { get; private set; }

    public async Task<TwimlDocument> RequestAsync(HttpMethod method, Uri url, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        LastUrl = url;
        if (++_count > MaxDocuments)
        {
            throw VoiceErrors.TooManyRedirects($"The call has run {MaxDocuments} documents. Does a <Redirect> lead to itself?");
        }

        var caller = call.Caller;
        // The request is a child of this span, so the application's spans join the trace of the call.
        using var span = Tracing.Start(_count == 1 ? Tracing.Invite : Tracing.Webhook, caller.ClientName, caller.CallSid, call.InviteSpan);
        call.InviteSpan ??= span;
        try
        {
            return await voice.RequestAsync(method, url, form, caller.CallSid, caller.ClientName, _cookies, cancellationToken);
        }
        catch (VoiceException e)
        {
            span.Fail(e.Code, e.Title);
            throw;
        }
    }
}
