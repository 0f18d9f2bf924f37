using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Views;

internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/events", ReadAsync).AddEndpointFilter(RefuseUnknownParametersAsync);
        app.MapGet("/sandbox/events/stream", (
                [AsParameters] EventQuery query, Journal journal, CallLog calls, HttpResponse response, IHostApplicationLifetime lifetime) =>
            TypedResults.ServerSentEvents(FollowAsync(journal, FilterOf(query, calls), response, lifetime.ApplicationStopping)))
            .AddEndpointFilter(RefuseUnknownParametersAsync);
    }

    private static async Task<IReadOnlyList<SandboxEvent>> ReadAsync(
        [AsParameters] EventQuery query, Journal journal, CallLog calls, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken aborted)
    {
        var filter = FilterOf(query, calls);
        var seconds = NumberIn(query.Wait);
        if (seconds == 0)
        {
            return journal.Read(filter);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lifetime.ApplicationStopping, aborted);
        try
        {
            return await journal.NextAsync(filter, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private static async IAsyncEnumerable<SseItem<SandboxEvent>> FollowAsync(
        Journal journal, EventFilter filter, HttpResponse response, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        // A browser reports the stream as open when it has the headers, so they must not wait for the first event.
        await response.Body.FlushAsync(stop.Token);
        await using var events = journal.FollowAsync(filter, stop.Token).GetAsyncEnumerator(stop.Token);
        while (await MoveNextAsync(events))
        {
            yield return new(events.Current) { EventId = $"{events.Current.Id}" };
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<SandboxEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static EventFilter FilterOf(EventQuery query, CallLog calls) => new(
        query.Client,
        // Events carry the CallSid of the caller's leg.
        query.CallSid is { } callSid ? calls.FindCallerSid(callSid) ?? callSid : null,
        query.Type,
        // After a broken stream, a browser sends the header and the original address.
        Math.Max(NumberIn(query.After), NumberIn(query.LastEventId)));

    private static long NumberIn(string? text) => text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    // A misspelled filter would otherwise let everything or nothing through.
    private static ValueTask<object?> RefuseUnknownParametersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        string[] known = ["client", "callSid", "type", "after", "wait"];
        var query = context.HttpContext.Request.Query;
        var unknown = query.Keys.Except(known).ToDictionary(name => name, _ => new[] { $"is not a known parameter. Use {string.Join(", ", known)}." });
        if (query["type"].FirstOrDefault(type => !EventFilter.IsKnown(type)) is { } wrong)
        {
            unknown["type"] = [$"'{TwimlXml.Shorten(wrong, 40)}' is not an event type. Use one of {string.Join(", ", EventTypes.All)}, or its part before the dot."];
        }

        return unknown.Count == 0 ? next(context) : ValueTask.FromResult<object?>(TypedResults.ValidationProblem(unknown));
    }
}
