using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;

namespace TwilioSandbox.Voice;

/// <summary>The response of a webhook, and its URL after redirects.</summary>
internal sealed record WebhookResponse(Uri Url, byte[] Body, string? MediaType, string? Charset);

/// <summary>Sends a signed form to the application. Every request is in the journal.</summary>
internal sealed class Webhook(IHttpClientFactory clients, Journal journal, IOptions<SandboxOptions> options, TimeProvider time)
{
    public const int MaxBytes = 64 * 1024; // documented, error 11750
    private const string UserAgent = "TwilioProxy/1.1"; // documented
    private const int MaxRedirects = 10; // inferred; that there is a limit is documented, error 11215

    /// <param name="method">GET or POST.</param>
    /// <param name="url">The URL.</param>
    /// <param name="form">The fields to send.</param>
    /// <param name="callSid">The call, for the journal.</param>
    /// <param name="cookies">The cookies of the call, sent and updated (documented). Status callbacks have none (inferred).</param>
    /// <param name="cancellationToken">Cancelled at the end of the call.</param>
    /// <param name="maxBytes">The limit of the response.</param>
    /// <exception cref="VoiceException">The webhook did not respond with success.</exception>
    public async Task<WebhookResponse> RequestAsync(
        HttpMethod method, Uri url, IReadOnlyDictionary<string, string> form, string callSid, CookieContainer cookies, CancellationToken cancellationToken,
        int maxBytes = MaxBytes)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = CreateRequest(method, url, form, cookies);
            using var response = await SendAsync(request, callSid, maxBytes, cancellationToken);
            ReadCookies(response, request.RequestUri!, cookies);
            if (response.IsSuccessStatusCode)
            {
                var type = response.Content.Headers.ContentType;
                // .NET refuses "text/xml;".
                var mediaType = type?.MediaType ?? (response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var written) ? $"{written}".Split(';')[0].Trim() : null);
                return new(url, await response.Content.ReadAsByteArrayAsync(cancellationToken), mediaType, type?.CharSet?.Trim('"', '\''));
            }

            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || response.Headers.Location is not { } location)
            {
                throw VoiceErrors.HttpStatus($"{Named(url)} answered {(int)response.StatusCode}. It must answer with a status from 200 to 299.");
            }

            // Twilio follows redirects (documented). A POST becomes a GET, as in browsers (inferred). Each request is signed for its own URL.
            url = TwimlDocument.Resolve(url, location.OriginalString);
            method = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect ? method : HttpMethod.Get;
        }

        throw VoiceErrors.TooManyRedirects($"{Shown(url)} is the end of {MaxRedirects} redirects. No more are followed.");
    }

    /// <summary>Sends a JSON document. The URL gets the document's hash, <c>bodySHA256</c>, and the signature covers the URL (documented).</summary>
    /// <exception cref="VoiceException">The webhook did not respond with success.</exception>
    public async Task PostJsonAsync(Uri url, string json, string callSid)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        var target = new UriBuilder(url) { Fragment = "", Query = url.Query.Length > 1 ? $"{url.Query}&bodySHA256={hash}" : $"bodySHA256={hash}" };
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Uri) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        Sign(request, target, []);
        using var response = await SendAsync(request, callSid, MaxBytes, CancellationToken.None);
        if (!response.IsSuccessStatusCode)
        {
            throw VoiceErrors.StatusCallback($"{Shown(url)} answered {(int)response.StatusCode}. It must answer with a status from 200 to 299.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string callSid, int maxBytes, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        using var timeout = new CancellationTokenSource(options.Value.VoiceTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var client = clients.CreateClient(nameof(Webhook));
        client.MaxResponseContentBufferSize = maxBytes;
        client.Timeout = Timeout.InfiniteTimeSpan;
        var start = time.GetTimestamp();
        try
        {
            var response = await client.SendAsync(request, either.Token);
            Note($"answered {(int)response.StatusCode}");
            return response;
        }
        catch (HttpRequestException e)
        {
            Note($"failed: {e.HttpRequestError}");
            throw Explain(e.HttpRequestError, Named(url), maxBytes);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Note("did not answer");
            throw VoiceErrors.Connection($"{Named(url)} did not answer within {options.Value.VoiceTimeout.TotalSeconds:0.#} s. Check that the application behind it is running.");
        }

        void Note(string outcome) => journal.Add(new()
        {
            Type = EventTypes.WebhookAsked,
            CallSid = callSid,
            Message = $"{request.Method} {Shown(url)} {outcome} in {time.GetElapsedTime(start).TotalMilliseconds:0} ms",
        });
    }

    private HttpRequestMessage CreateRequest(HttpMethod method, Uri url, IReadOnlyDictionary<string, string> form, CookieContainer cookies)
    {
        var target = new UriBuilder(url) { Fragment = "" };
        IReadOnlyDictionary<string, string> signed = form;
        if (method == HttpMethod.Get && form.Count > 0)
        {
            // The fields are part of the signed URL (documented).
            var query = Form.Write(form);
            target.Query = url.Query.Length > 1 ? $"{url.Query}&{query}" : query;
            signed = new Dictionary<string, string>();
        }

        var request = new HttpRequestMessage(method, target.Uri) { Content = method == HttpMethod.Get ? null : new FormUrlEncodedContent(form) };
        Sign(request, target, signed);
        if (cookies.GetCookieHeader(target.Uri) is { Length: > 0 } cookie)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return request;
    }

    // The signature covers the URL without user name, password and fragment (documented).
    private void Sign(HttpRequestMessage request, UriBuilder target, IEnumerable<KeyValuePair<string, string>> form)
    {
        (target.UserName, target.Password) = ("", "");
        request.Headers.Add(TwilioSignature.HeaderName, TwilioSignature.Compute(options.Value.AuthToken, target.Uri, form));
        request.Headers.Add("User-Agent", UserAgent);
    }

    private static void ReadCookies(HttpResponseMessage response, Uri url, CookieContainer cookies)
    {
        // A request header can contain only ASCII.
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values.Where(value => Ascii.IsValid(value)) : [])
        {
            try
            {
                cookies.SetCookies(url, cookie);
            }
            catch (CookieException)
            {
                // Like a browser, ignore a malformed cookie, or one for another host.
            }
        }
    }

    private static VoiceException Explain(HttpRequestError error, string url, int maxBytes) => error switch
    {
        HttpRequestError.NameResolutionError => VoiceErrors.HostName($"{url} could not be reached: its host was not found."),
        HttpRequestError.SecureConnectionError => VoiceErrors.Tls($"{url} has no certificate that this machine trusts."),
        HttpRequestError.ConfigurationLimitExceeded => VoiceErrors.TooLarge($"{url} answered with more than {maxBytes} bytes."),
        HttpRequestError.InvalidResponse => VoiceErrors.Protocol($"{url} did not answer with HTTP."),
        HttpRequestError.ConnectionError => VoiceErrors.Connection($"{url} could not be reached. Start the application behind it, then call again."),
        _ => VoiceErrors.Connection($"{url} could not be reached ({error}). Start the application behind it, then call again."),
    };

    private string Named(Uri url) => options.Value.VoiceUrl is { } voice && Shown(url) == Shown(voice) ? $"The Voice URL {Shown(url)}" : Shown(url);

    // Queries and user names can contain secrets.
    private static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
