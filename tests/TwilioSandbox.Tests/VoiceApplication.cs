using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TwilioSandbox.Tests;

/// <summary>The TwiML application behind the Voice URL; what it answers is the test's choice.</summary>
public sealed class VoiceApplication : HttpMessageHandler
{
    public const string Url = "http://localhost:5101/voice";

    /// <summary>By default it dials whom the page asked for.</summary>
    public Func<IReadOnlyDictionary<string, string>, HttpResponseMessage> Answer { get; set; } =
        form => Twiml($"<Response><Dial><Client>{form["To"]}</Client></Dial></Response>");

    /// <summary>The requests so far: the form, and the signature header.</summary>
    public List<(IReadOnlyDictionary<string, string> Form, string Signature)> Requests { get; } = [];

    public static HttpResponseMessage Twiml(string xml, HttpStatusCode status = HttpStatusCode.OK, string contentType = "text/xml") =>
        new(status) { Content = new StringContent(xml, Encoding.UTF8, contentType) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var form = QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => field.Value.ToString());
        Requests.Add((form, request.Headers.GetValues("X-Twilio-Signature").Single()));
        return Answer(form);
    }
}
