using System.Net;
using Microsoft.Extensions.Options;

namespace TwilioSandbox.Faults;

/// <summary>Delays requests to the Voice URL, or answers in its place.</summary>
internal sealed class VoiceFaults(FaultInjector faults, IOptions<SandboxOptions> options, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (faults.Read().Count > 0 && request.RequestUri!.GetLeftPart(UriPartial.Path) == options.Value.VoiceUrl?.GetLeftPart(UriPartial.Path))
        {
            // CallSid=CA…&From=client%3Aalice, in the body of a POST or in the query of a GET.
            var form = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : request.RequestUri.Query;
            var fields = Form.Parse(form).ToLookup(field => field.Key, field => field.Value);
            var (callSid, client) = (fields["CallSid"].FirstOrDefault(), fields["From"].FirstOrDefault()?.Replace("client:", "", StringComparison.Ordinal));
            if (faults.Use(FaultKind.SlowVoiceUrl, client, callSid) is { } slow)
            {
                await Task.Delay(slow.Delay, time, cancellationToken);
            }

            if (faults.Use(FaultKind.FailVoiceUrl, client, callSid) is { Status: { } status })
            {
                return new((HttpStatusCode)status) { RequestMessage = request };
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
