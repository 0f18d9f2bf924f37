using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.WebUtilities;

namespace TwilioSandbox.Tests;

/// <param name="Method">GET or POST.</param>
/// <param name="Url">With its query.</param>
/// <param name="Form">The fields, of the body or of the query.</param>
/// <param name="Signature">The header <c>X-Twilio-Signature</c>.</param>
public sealed record VoiceRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Form, string Signature);

/// <summary>The TwiML application behind the Voice URL. The test chooses its responses.</summary>
public sealed class VoiceApplication : HttpMessageHandler
{
    public const string Url = "http://localhost:5101/voice";

    private readonly ConcurrentQueue<VoiceRequest> _requests = new();
    private readonly ConcurrentDictionary<string, Channel<VoiceRequest>> _byPath = new();

    /// <summary>The response of the Voice URL. By default it dials the client in <c>To</c>.</summary>
    public Func<IReadOnlyDictionary<string, string>, HttpResponseMessage> Answer { get; set; } =
        form => Twiml($"<Response><Dial answerOnBridge='true'><Client>{form["To"]}</Client></Dial></Response>");

    /// <summary>The responses of other paths.</summary>
    public Dictionary<string, Func<HttpResponseMessage>> Pages { get; } = [];

    /// <summary>Every response waits for this task.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The requests so far.</summary>
    public IReadOnlyCollection<VoiceRequest> Requests => _requests;

    public static HttpResponseMessage Twiml(string xml, HttpStatusCode status = HttpStatusCode.OK, string contentType = "text/xml") =>
        new(status) { Content = new StringContent(xml, Encoding.UTF8, contentType) };

    /// <summary>Sets the verbs that a path responds with.</summary>
    public void Says(string verbs, string path = "/voice") => Pages[path] = () => Twiml($"<Response>{verbs}</Response>");

    /// <summary>Sets the sound that a path responds with.</summary>
    public void Plays(byte[] sound, string path = "/tone.wav", string contentType = "audio/wav") =>
        Pages[path] = () => new() { Content = new ByteArrayContent(sound) { Headers = { ContentType = new(contentType) } } };

    /// <summary>The next request to <paramref name="path"/> that this has not returned yet.</summary>
    public async Task<VoiceRequest> ReceiveAsync(string path)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        try
        {
            return await At(path).Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nobody asked {path}, but: {string.Join(", ", Requests.Select(request => request.Url.PathAndQuery))}");
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = request.Content is null ? request.RequestUri!.Query : await request.Content.ReadAsStringAsync(cancellationToken);
        var form = QueryHelpers.ParseQuery(text).ToDictionary(field => field.Key, field => field.Value.ToString());
        var signature = request.Headers.GetValues("X-Twilio-Signature").Single();
        var received = new VoiceRequest(request.Method.Method, request.RequestUri!, form, signature);
        _requests.Enqueue(received);
        At(received.Url.AbsolutePath).Writer.TryWrite(received);
        await Gate.WaitAsync(cancellationToken);
        return Pages.TryGetValue(received.Url.AbsolutePath, out var page) ? page() : Answer(form);
    }

    private Channel<VoiceRequest> At(string path) => _byPath.GetOrAdd(path, _ => Channel.CreateUnbounded<VoiceRequest>());
}
