using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TwilioSandbox.Telephony;

/// <summary>The body of <c>POST /sandbox/telephone/calls</c>, such as <c>{"from":"+15005550009","to":"+15005550006"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneCallRequest
{
    private const string Number = @"\+[1-9][0-9]{1,14}";
    private const string NumberRule = "must be a number in E.164 format, such as +15005550009.";

    /// <summary>The number that calls. Required.</summary>
    [Required(ErrorMessage = "is missing; it " + NumberRule)]
    [RegularExpression(Number, ErrorMessage = NumberRule)]
    public string? From { get; init; }

    /// <summary>The application's number. Required.</summary>
    [Required(ErrorMessage = "is missing; it " + NumberRule)]
    [RegularExpression(Number, ErrorMessage = NumberRule)]
    public string? To { get; init; }

    /// <summary>The offer of the browser that has the microphone. Without it, the telephone is silent.</summary>
    [MaxLength(32 * 1024, ErrorMessage = "is larger than a browser's session description.")]
    public string? Sdp { get; init; }
}

/// <summary>The body of <c>POST /sandbox/telephone/calls/{callSid}/answer</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneAnswerRequest
{
    /// <summary>The answer of the browser that has the microphone. Without it, the telephone sends back what it hears.</summary>
    [MaxLength(32 * 1024, ErrorMessage = "is larger than a browser's session description.")]
    public string? Sdp { get; init; }
}

/// <summary>The body of <c>POST /sandbox/telephone/calls/{callSid}/keys</c>, such as <c>{"digits":"12#"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneKeysRequest
{
    /// <summary>Keys, and <c>w</c> for a pause. Required.</summary>
    [Required(ErrorMessage = "is missing; it must be 1 to 64 of 0-9, *, # and w.")]
    [RegularExpression("[0-9*#w]{1,64}", ErrorMessage = "must be 1 to 64 of 0-9, *, # and w.")]
    public string? Digits { get; init; }
}

/// <summary>The body of <c>PUT /sandbox/telephone</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneSettings
{
    /// <summary>Whether the telephone declines every call at once. Required.</summary>
    [Required(ErrorMessage = "is missing; it must be true or false.")]
    public bool? Busy { get; init; }
}
