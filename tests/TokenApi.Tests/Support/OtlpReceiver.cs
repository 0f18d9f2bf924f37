using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace TokenApi.Tests.Support;

/// <summary>Receives logs, metrics and traces over OTLP/HTTP. In its binary format, texts are UTF-8.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Text)> _received = new();
    private readonly WebApplication _app;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.Latin1);
            _received.Enqueue((http.Request.Path, await reader.ReadToEndAsync(http.RequestAborted)));
        });
    }

    /// <summary>Everything sent to <c>/v1/logs</c>, <c>/v1/metrics</c> or <c>/v1/traces</c>.</summary>
    public string TextOf(string path) => string.Concat(_received.Where(request => request.Path == path).Select(request => request.Text));

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The application sends all it records, at any level.</summary>
    public void ReceiveFrom(TokenApiApp app)
    {
        app.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single();
        app.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        app.Settings["Logging:LogLevel:Default"] = app.Settings["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
