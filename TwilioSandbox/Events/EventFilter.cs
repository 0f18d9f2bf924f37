namespace TwilioSandbox.Events;

/// <summary>Selects events. Values that are not given match every event.</summary>
/// <param name="Client">The client that the event is about.</param>
/// <param name="CallSid">The CallSid of the caller's leg.</param>
/// <param name="Types">Event types, or their part before the dot: <c>call</c> matches <c>call.requested</c>, <c>call.ringing</c> and so on.</param>
/// <param name="After">Only events with a greater id.</param>
internal sealed record EventFilter(string? Client = null, string? CallSid = null, IReadOnlyList<string>? Types = null, long After = 0)
{
    /// <summary>Whether the event passes, apart from <see cref="After"/>.</summary>
    public bool Passes(SandboxEvent entry) =>
        (Client is null || entry.Client == Client)
        && (CallSid is null || entry.CallSid == CallSid)
        && (Types is null or [] || Types.Any(type => Matches(type, entry.Type)));

    /// <summary>Whether this is an event type, or its part before the dot.</summary>
    public static bool IsKnown(string? type) => type is not null && EventTypes.All.Any(known => Matches(type, known));

    private static bool Matches(string type, string entryType) => entryType == type || entryType.StartsWith($"{type}.", StringComparison.Ordinal);
}
