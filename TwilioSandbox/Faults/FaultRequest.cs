using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Faults;

/// <summary>The body of <c>POST /sandbox/faults</c>, such as <c>{"kind":"delay-signaling","client":"alice","delayMs":200,"for":60}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record FaultRequest : IValidatableObject
{
    private const string KindRule = "must be drop-signaling, delay-signaling, refuse-registration, slow-voice-url, fail-voice-url or wrong-clock.";
    private const string NumberRule = "must be a whole number from {1} to {2}.";

    /// <summary>What fails. Required.</summary>
    [Required(ErrorMessage = "is missing; it " + KindRule)]
    [AllowedValues(
        null, FaultKind.DropSignaling, FaultKind.DelaySignaling, FaultKind.RefuseRegistration, FaultKind.SlowVoiceUrl, FaultKind.FailVoiceUrl, FaultKind.WrongClock,
        ErrorMessage = KindRule)]
    public string? Kind { get; init; }

    /// <summary>The affected client. Without it, every client is affected.</summary>
    [RegularExpression(ClientName.Pattern, ErrorMessage = "must be a client name, such as alice.")]
    public string? Client { get; init; }

    /// <summary>The delay in milliseconds.</summary>
    [Range(1, 60_000, ErrorMessage = NumberRule)]
    public int? DelayMs { get; init; }

    /// <summary>Twilio's error code.</summary>
    [Range(10_000, 99_999, ErrorMessage = NumberRule)]
    public int? Code { get; init; }

    /// <summary>An HTTP status.</summary>
    [Range(400, 599, ErrorMessage = NumberRule)]
    public int? Status { get; init; }

    /// <summary>How far the clock is ahead. Negative numbers set it back.</summary>
    [Range(-31_536_000, 31_536_000, ErrorMessage = NumberRule)]
    public int? OffsetSeconds { get; init; }

    /// <summary>The fault ends after this many uses.</summary>
    [Range(1, 1_000_000, ErrorMessage = NumberRule)]
    public int? Count { get; init; }

    /// <summary>The fault ends after this many seconds.</summary>
    [Range(1, 86_400, ErrorMessage = NumberRule)]
    public int? For { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Nothing is known about a token before it is judged, and its times are read several times.
        var isClock = Kind == FaultKind.WrongClock;
        var required = FaultKind.RequiredField(Kind);
        (string Name, object? Value, bool IsTaken)[] fields =
        [
            ("client", Client, !isClock), ("count", Count, !isClock),
            ("delayMs", DelayMs, required == "delayMs"), ("code", Code, required == "code"),
            ("status", Status, required == "status"), ("offsetSeconds", OffsetSeconds, required == "offsetSeconds"),
        ];
        foreach (var (name, value, isTaken) in fields)
        {
            if (name == required && value is null)
            {
                yield return new($"is missing; {Kind} requires it.", [name]);
            }
            else if (value is not null && !isTaken)
            {
                yield return new($"has no meaning for {Kind}; leave it out.", [name]);
            }
        }
    }
}
