using System.Globalization;
using TwilioSandbox.Calls;

namespace TwilioSandbox.Rest;

/// <summary>The filters of <c>GET Calls.json</c>, such as <c>?Status=completed&amp;StartTime&gt;=2026-11-30</c>.</summary>
internal static class CallQuery
{
    public static IEnumerable<Leg> Filter(IEnumerable<Leg> legs, IQueryCollection query)
    {
        var (status, to, from, parent) = (Text("Status"), Text("To"), Text("From"), Text("ParentCallSid"));
        // The names are "StartTime", "StartTime<" and "StartTime>" (documented).
        var (on, before, after) = (Date("StartTime"), Date("StartTime<"), Date("StartTime>"));
        return legs.Where(leg =>
            (status is null || leg.Status == status)
            && (to is null || leg.To == to)
            && (from is null || leg.From == from)
            && (parent is null || leg.ParentCallSid == parent)
            && (on is null || leg.CreatedAt.UtcDateTime.Date == on.Value.UtcDateTime.Date)
            && (before is null || leg.CreatedAt <= before)
            && (after is null || leg.CreatedAt >= after));

        string? Text(string name) => query[name] is [{ Length: > 0 } text] ? text : null;

        DateTimeOffset? Date(string name) =>
            DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
