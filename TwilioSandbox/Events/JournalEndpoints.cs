using System.Net.ServerSentEvents;
using TwilioSandbox.Calls;

namespace TwilioSandbox.Events;

internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/events", (HttpContext context, Journal journal, CallLog calls, TimeProvider time) =>
            ReadAsync(context, journal, calls, time, context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/event-stream")));
        app.MapGet("/sandbox/events/stream", (HttpContext context, Journal journal, CallLog calls, TimeProvider time) =>
            ReadAsync(context, journal, calls, time, stream: true));
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Journal journal, CallLog calls, TimeProvider time, bool stream)
    {
        var query = EventQuery.Read(context.Request.Query, context.Request.Headers, out var errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var filter = query.Filter with { CallSid = query.Filter.CallSid is { } sid ? calls.CallerSidOf(sid) ?? sid : null };
        return stream
            ? new EventStream<SandboxEvent>(stop => journal.FollowAsync(filter, stop).Select(entry => new SseItem<SandboxEvent>(entry) { EventId = $"{entry.Id}" }))
            : TypedResults.Ok(await WaitAsync(journal, filter, query.Wait, time, context));
    }

    private static async Task<IReadOnlyList<SandboxEvent>> WaitAsync(Journal journal, EventFilter filter, int seconds, TimeProvider time, HttpContext context)
    {
        if (seconds == 0)
        {
            return journal.Read(filter);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping, context.RequestAborted);
        try
        {
            return await journal.NextAsync(filter, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}
