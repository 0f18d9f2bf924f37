using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace TwilioSandbox.Events;

/// <summary>Server-Sent Events without end: until the reader goes, or the sandbox stops.</summary>
/// <remarks>
/// Unlike <c>TypedResults.ServerSentEvents</c> it answers before the first event: a browser reports a stream as open when it has the headers.
/// </remarks>
internal sealed class EventStream<T>(Func<CancellationToken, IAsyncEnumerable<SseItem<T>>> follow) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, services) = (httpContext.Response, httpContext.RequestServices);
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);

        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        try
        {
            await response.Body.FlushAsync(stop.Token);
            await SseFormatter.WriteAsync(follow(stop.Token), response.Body, (item, buffer) =>
            {
                using var writer = new Utf8JsonWriter(buffer);
                JsonSerializer.Serialize(writer, item.Data, json);
            }, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
