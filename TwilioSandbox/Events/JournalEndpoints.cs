namespace TwilioSandbox.Events;

internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder app) => app.MapGet("/sandbox/events", GetEvents);

    /// <summary>The journal, oldest first; all of it, or what concerns one client or one call, or what came after an id.</summary>
    private static SandboxEvent[] GetEvents(Journal journal, string? client = null, string? callSid = null, long after = 0) =>
        [.. journal.Read().Where(e => e.Id > after && (client is null || e.Client == client) && (callSid is null || e.CallSid == callSid))];
}
