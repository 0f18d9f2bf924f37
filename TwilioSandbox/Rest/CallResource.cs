using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>Twilio's Call resource (documented). Every leg is one.</summary>
internal sealed record CallResource(
    string Sid,
    string DateCreated,
    string DateUpdated,
    string? ParentCallSid,
    string AccountSid,
    string To,
    string ToFormatted,
    string From,
    string FromFormatted,
    string? PhoneNumberSid,
    string Status,
    string StartTime,
    string? EndTime,
    string? Duration,
    string? Price,
    string PriceUnit,
    string Direction,
    string? AnsweredBy,
    string? Annotation,
    string ApiVersion,
    string? ForwardedFrom,
    string? GroupSid,
    string? CallerName,
    string QueueTime,
    string? TrunkSid,
    string Uri,
    IReadOnlyDictionary<string, string> SubresourceUris)
{
    public static CallResource Of(Leg leg, string accountSid)
    {
        var uri = $"/2010-04-01/Accounts/{accountSid}/Calls/{leg.CallSid}";
        var (created, answered, ended) = (leg.CreatedAt, leg.AnsweredAt, leg.EndedAt);
        return new(
            leg.CallSid,
            CallForm.Rfc2822(created),
            CallForm.Rfc2822(ended ?? answered ?? created),
            leg.ParentCallSid,
            accountSid,
            leg.To,
            PhoneNumber.Format(leg.To),
            leg.From,
            PhoneNumber.Format(leg.From),
            PhoneNumberSid: null,
            leg.Status,
            CallForm.Rfc2822(created),
            ended is { } end ? CallForm.Rfc2822(end) : null,
            // From the answer. An unanswered call has 0 seconds (inferred).
            ended is null ? null : CallForm.Seconds(ended.Value - (answered ?? ended.Value)),
            Price: null,
            PriceUnit: "USD",
            leg.Direction,
            AnsweredBy: null,
            Annotation: null,
            ApiVersion: "2010-04-01",
            ForwardedFrom: null,
            GroupSid: null,
            CallerName: null,
            QueueTime: "0",
            TrunkSid: null,
            $"{uri}.json",
            new Dictionary<string, string>
            {
                ["recordings"] = $"{uri}/Recordings.json",
                ["user_defined_messages"] = $"{uri}/UserDefinedMessages.json",
                ["user_defined_message_subscriptions"] = $"{uri}/UserDefinedMessageSubscriptions.json",
            });
    }
}
