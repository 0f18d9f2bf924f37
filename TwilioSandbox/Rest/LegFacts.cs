using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>What the REST API tells of a leg.</summary>
internal static class LegFacts
{
    public static string From(this Leg leg) => leg.Call.CallerId;

    public static string To(this Leg leg) => leg == leg.Call.Caller ? leg.Call.Form.To : $"client:{leg.ClientName}";

    public static string Direction(this Leg leg) => leg == leg.Call.Caller ? "inbound" : "outbound-dial";

    public static string? ParentCallSid(this Leg leg) => leg == leg.Call.Caller ? null : leg.Call.Caller.CallSid;

    public static string Status(this Leg leg) =>
        leg == leg.Call.Caller ? leg.Call.Status
        : leg.IsRinging && !leg.IsOver ? CallStatus.Ringing
        : !leg.HasAnswered ? CallStatus.NoAnswer
        : leg.IsOver ? CallStatus.Completed
        : CallStatus.InProgress;

    public static DateTimeOffset CreatedAt(this Leg leg) => leg == leg.Call.Caller ? leg.Call.RequestedAt : leg.Call.RingingAt ?? leg.Call.RequestedAt;

    public static DateTimeOffset? AnsweredAt(this Leg leg) => leg == leg.Call.Caller || leg.HasAnswered ? leg.Call.AnsweredAt : null;

    public static DateTimeOffset? EndedAt(this Leg leg) => leg.IsOver ? leg.Call.EndedAt : null;
}
