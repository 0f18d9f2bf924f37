using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>Twilio's Recording resource (documented).</summary>
internal sealed record RecordingResource(
    string AccountSid,
    string ApiVersion,
    string CallSid,
    string? ConferenceSid,
    int Channels,
    string DateCreated,
    string DateUpdated,
    string StartTime,
    string Duration,
    string Sid,
    string? Price,
    string PriceUnit,
    string Status,
    string Source,
    int? ErrorCode,
    string Uri,
    object? EncryptionDetails,
    string MediaUrl,
    IReadOnlyDictionary<string, string> SubresourceUris)
{
    /// <param name="recording">The recording.</param>
    /// <param name="accountSid">The account.</param>
    /// <param name="request">The request, whose host serves the file.</param>
    public static RecordingResource Of(Recording recording, string accountSid, HttpRequest request)
    {
        var path = PathOf(recording.Sid, accountSid);
        var created = CallForm.Rfc2822(recording.CreatedAt);
        return new(
            accountSid,
            ApiVersion: "2010-04-01",
            recording.CallSid,
            recording.ConferenceSid,
            Channels: 1,
            created,
            created,
            CallForm.Rfc2822(recording.CreatedAt - recording.Duration),
            CallForm.Seconds(recording.Duration),
            recording.Sid,
            Price: null,
            PriceUnit: "USD",
            Status: "completed",
            recording.Source,
            ErrorCode: null,
            $"{path}.json",
            EncryptionDetails: null,
            $"{request.Scheme}://{request.Host}{path}",
            new Dictionary<string, string>());
    }

    /// <summary>The path of the file. A webhook's <c>RecordingUrl</c> ends with it.</summary>
    public static string PathOf(string sid, string accountSid) => $"/2010-04-01/Accounts/{accountSid}/Recordings/{sid}";
}
