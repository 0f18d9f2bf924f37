using TwilioSandbox.Conferencing;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>Twilio's Conference resource (documented).</summary>
internal sealed record ConferenceResource(
    string AccountSid,
    string DateCreated,
    string DateUpdated,
    string ApiVersion,
    string FriendlyName,
    string Region,
    string Sid,
    string Status,
    string Uri,
    string? ReasonConferenceEnded,
    string? CallSidEndingConference,
    IReadOnlyDictionary<string, string> SubresourceUris)
{
    public static ConferenceResource Of(Conference conference, string accountSid)
    {
        var uri = $"/2010-04-01/Accounts/{accountSid}/Conferences/{conference.Sid}";
        return new(
            accountSid,
            CallForm.Rfc2822(conference.CreatedAt),
            CallForm.Rfc2822(conference.UpdatedAt),
            ApiVersion: "2010-04-01",
            conference.Name,
            Region: "us1",
            conference.Sid,
            conference.Status,
            $"{uri}.json",
            conference.EndReason,
            conference.EndedBy,
            new Dictionary<string, string> { ["participants"] = $"{uri}/Participants.json" });
    }
}

/// <summary>Twilio's Participant resource (documented).</summary>
internal sealed record ParticipantResource(
    string AccountSid,
    string CallSid,
    string? Label,
    string? CallSidToCoach,
    bool Coaching,
    string ConferenceSid,
    string DateCreated,
    string DateUpdated,
    bool EndConferenceOnExit,
    bool Muted,
    bool Hold,
    bool StartConferenceOnEnter,
    string Status,
    string QueueTime,
    string Uri)
{
    public static ParticipantResource Of(Conference conference, Participant participant, string accountSid) => new(
        accountSid,
        participant.Call.CallSid,
        Label: null,
        CallSidToCoach: null,
        Coaching: false,
        conference.Sid,
        CallForm.Rfc2822(participant.JoinedAt),
        CallForm.Rfc2822(conference.UpdatedAt),
        participant.EndsConference,
        participant.IsMuted,
        participant.IsHeld,
        participant.StartsConference,
        Status: "connected",
        QueueTime: "0",
        $"/2010-04-01/Accounts/{accountSid}/Conferences/{conference.Sid}/Participants/{participant.Call.CallSid}.json");
}
