using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace TwilioSandbox.Events;

/// <summary>The query string of <c>GET /sandbox/events</c>: a filter, and how many seconds to wait for the first event that passes it.</summary>
internal sealed record EventQuery(EventFilter Filter, int Wait)
{
    private const int MaxWaitSeconds = 30;

    /// <summary>Reads a query string; what breaks a rule is in <paramref name="errors"/>, by its name.</summary>
    public static EventQuery Read(IQueryCollection query, IHeaderDictionary headers, out Dictionary<string, string[]> errors)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in query.Keys.Where(name => name is not ("client" or "callSid" or "type" or "after" or "wait")))
        {
            faults[name] = ["is not known here; client, callSid, type, after and wait are."];
        }

        // After a broken stream a browser asks for the rest by this header, with the address it began with.
        var after = Math.Max(Whole("after", query["after"], long.MaxValue), Whole("Last-Event-ID", headers["Last-Event-ID"], long.MaxValue));
        var wait = (int)Whole("wait", query["wait"], MaxWaitSeconds);
        errors = faults;
        return new(new(Text("client"), Text("callSid"), [.. query["type"].OfType<string>()], after), wait);

        string? Text(string name) => query.TryGetValue(name, out var text) ? text.ToString() : null;

        long Whole(string name, StringValues text, long most)
        {
            if (text.Count == 0)
            {
                return 0;
            }

            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
            {
                return number;
            }

            faults[name] = [$"must be a whole number from 0 to {most}."];
            return 0;
        }
    }
}
