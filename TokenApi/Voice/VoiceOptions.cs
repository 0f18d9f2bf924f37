using System.ComponentModel.DataAnnotations;

namespace TokenApi.Voice;

/// <summary>Limits for calls: configuration section <c>Voice</c>.</summary>
internal sealed class VoiceOptions
{
    public const string Section = "Voice";

    /// <summary>The longest call to a telephone, in seconds. Twilio then ends it.</summary>
    [Range(1, 86400, ErrorMessage = "Voice:MaxTelephoneSeconds is malformed. Expected: a number of seconds from 1 to 86400.")]
    public int MaxTelephoneSeconds { get; set; } = 4 * 60 * 60;

    /// <summary>The calls to telephones that one client may make in an hour.</summary>
    [Range(1, 10000, ErrorMessage = "Voice:TelephoneCallsPerHour is malformed. Expected: a number from 1 to 10000.")]
    public int TelephoneCallsPerHour { get; set; } = 60;
}
