namespace TwilioSandbox.Events;

/// <summary>Which events somebody wants: <c>?client=alice&amp;type=call&amp;after=17</c>. What is not given does not matter.</summary>
/// <param name="Client">Whom the event is about.</param>
/// <param name="CallSid">Which call: the CallSid of any of its legs.</param>
/// <param name="Types">Event types, or what they begin with before the dot: <c>call</c> is all of <c>call.requested</c>, <c>call.ringing</c> …</param>
/// <param name="After">Newer than the event with this id.</param>
internal sealed record EventFilter(string? Client = null, string? CallSid = null, IReadOnlyList<string>? Types = null, long After = 0)
{
    /// <summary>Whether it passes, but for <see cref="After"/>, which the journal knows by heart.</summary>
    public bool Passes(SandboxEvent entry) =>
        (Client is null || entry.Client == Client)
        && (CallSid is null || entry.CallSid == CallSid)
        && (Types is null or [] || Types.Any(type => entry.Type == type || (entry.Type.StartsWith(type, StringComparison.Ordinal) && entry.Type[type.Length] == '.')));
}
