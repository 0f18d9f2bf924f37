using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace TwilioSandbox.Views;

/// <summary>The query string of <c>GET /sandbox/events</c>, such as <c>?client=alice&amp;type=call&amp;after=17&amp;wait=20</c>.</summary>
/// <param name="Client">The client that the event is about.</param>
/// <param name="CallSid">The CallSid of any leg of the call.</param>
/// <param name="Type">Event types, or their part before the dot.</param>
/// <param name="After">Only events with a greater id.</param>
/// <param name="Wait">How many seconds to wait for the first event.</param>
/// <param name="LastEventId">The header that a browser sends after a broken stream. It means the same as <c>after</c>.</param>
public sealed record EventQuery(
    string? Client,
    string? CallSid,
    string[] Type,
    [RegularExpression(EventQuery.WholeNumber, ErrorMessage = "must be a whole number.")] string? After,
    [RegularExpression("30|[12][0-9]|[0-9]", ErrorMessage = "must be a whole number of seconds from 0 to 30.")] string? Wait,
    [RegularExpression(EventQuery.WholeNumber, ErrorMessage = "must be a whole number.")] [FromHeader(Name = "Last-Event-ID")] string? LastEventId)
{
    internal const string WholeNumber = "[0-9]{1,18}";
}
