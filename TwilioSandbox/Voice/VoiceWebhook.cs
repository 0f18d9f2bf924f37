using Microsoft.Extensions.Options;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Voice;

/// <summary>Asks the TwiML application's Voice URL what to do with a call, as Twilio does: a signed form post.</summary>
internal sealed class VoiceWebhook(IHttpClientFactory clients, IOptions<SandboxOptions> options)
{
    // TwiML of more than 64 KB is refused by Twilio too (documented, error 11750: response body too large).
    private const int MaxTwimlBytes = 64 * 1024;

    /// <param name="callSid">The caller's leg.</param>
    /// <param name="grant">The caller's token.</param>
    /// <param name="callParams">What the page gave to <c>Device.connect</c>: a query string.</param>
    /// <param name="cancellationToken">The caller has hung up.</param>
    /// <exception cref="VoiceException">No usable answer came.</exception>
    public async Task<Twiml> AskAsync(string callSid, TokenGrant grant, string callParams, CancellationToken cancellationToken)
    {
        var form = CreateForm(callSid, grant, callParams);
        var url = options.Value.VoiceUrl!;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add(TwilioSignature.HeaderName, TwilioSignature.Compute(options.Value.AuthToken, url, form));

        using var client = clients.CreateClient(nameof(VoiceWebhook));
        client.MaxResponseContentBufferSize = MaxTwimlBytes;
        client.Timeout = options.Value.VoiceTimeout;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new VoiceException(11200, "HTTP retrieval failure", $"{url} answered {(int)response.StatusCode}; TwiML with status 200 was expected.");
            }

            if (response.Content.Headers.ContentType?.MediaType is not ("text/xml" or "application/xml"))
            {
                throw new VoiceException(12300, "Invalid Content-Type", $"{url} answered with another content type than text/xml or application/xml.");
            }

            return Twiml.Parse(await ReadTextAsync(response.Content, url, cancellationToken));
        }
        catch (HttpRequestException e)
        {
            throw new VoiceException(11205, "HTTP connection failure", $"{url} could not be read ({e.HttpRequestError}). Is the application running?");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VoiceException(11205, "HTTP connection failure", $"{url} did not answer within {options.Value.VoiceTimeout.TotalSeconds:0.#} s.");
        }
    }

    private static async Task<string> ReadTextAsync(HttpContent content, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsStringAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            throw new VoiceException(12300, "Invalid Content-Type", $"{url} answered in a character set that does not exist.");
        }
    }

    // Fields as seen in a trace of Twilio. A page must not be able to say who is calling: only names that are not Twilio's own are taken from it.
    private Dictionary<string, string> CreateForm(string callSid, TokenGrant grant, string callParams)
    {
        var from = $"client:{grant.ClientName ?? "Anonymous"}";
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AccountSid"] = options.Value.AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["ApplicationSid"] = options.Value.ApplicationSid,
            ["CallSid"] = callSid,
            ["CallStatus"] = "ringing",
            ["Caller"] = from,
            ["Direction"] = "inbound",
            ["From"] = from,
        };

        // The token's own parameters come first: the page cannot change what the issuer fixed.
        foreach (var (name, value) in grant.ApplicationParams.Concat(CapabilityScope.ParseForm(callParams)))
        {
            form.TryAdd(name, value);
        }

        form.TryAdd("To", "");
        form["Called"] = form["To"];
        return form;
    }
}
