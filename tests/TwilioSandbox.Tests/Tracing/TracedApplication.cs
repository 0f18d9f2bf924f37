using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TwilioSandbox.Tests.Tracing;

/// <param name="Path">The requested path.</param>
/// <param name="TraceParent">The header <c>traceparent</c>.</param>
internal sealed record TracedRequest(string Path, string TraceParent);

/// <summary>A TwiML application on a real port, because only real HTTP requests have the header <c>traceparent</c>.</summary>
internal sealed class TracedApplication : IAsyncDisposable
{
    private readonly Channel<TracedRequest> _requests = Channel.CreateUnbounded<TracedRequest>();
    private readonly WebApplication _server;

    private TracedApplication()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.WebHost.UseSetting("Logging:LogLevel:Default", "Warning");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Address => _server.Urls.Single();

    public static async Task<TracedApplication> StartAsync()
    {
        var application = new TracedApplication();
        await application._server.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }

    public async Task<TracedRequest> ReceiveAsync() =>
        await _requests.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxApp.Limit);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _requests.Writer.TryWrite(new(path, context.Request.Headers.TraceParent.ToString()));
        context.Response.ContentType = "text/xml";
        switch (path)
        {
            case "/voice":
                return context.Response.WriteAsync("<Response><Redirect>/next</Redirect></Response>");
            case "/next":
                return context.Response.WriteAsync("<Response><Hangup/></Response>");
            default:
                context.Response.StatusCode = path == "/status" ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }
}
