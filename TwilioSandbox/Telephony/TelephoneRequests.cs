using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TwilioSandbox.Telephony;

/// <summary>The body of <c>POST /sandbox/telephone/calls</c>, such as <c>{"from":"+15005550009","to":"+15005550006"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneCallRequest
{
    // The same as the numbers of <Number>.
    private const string Number = @"\+[1-9][0-9]{6,14}";
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
    [BrowserSdp]
    public string? Sdp { get; init; }
}

/// <summary>The body of <c>POST /sandbox/telephone/calls/{callSid}/answer</c>, which can be missing.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneAnswerRequest
{
    /// <summary>The answer of the browser that has the microphone. Without it, the telephone sends back what it hears.</summary>
    [BrowserSdp]
    public string? Sdp { get; init; }
}

/// <summary>The body of <c>POST /sandbox/telephone/calls/{callSid}/keys</c>, such as <c>{"digits":"12#"}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneKeysRequest
{
    private const string DigitsRule = "must be 1 to 64 keys: 0-9, *, #, and w for a pause.";

    /// <summary>Keys, and <c>w</c> for a pause. Required.</summary>
    [Required(ErrorMessage = "is missing; it " + DigitsRule)]
    [RegularExpression("[0-9*#w]{1,64}", ErrorMessage = DigitsRule)]
    public string? Digits { get; init; }
}

/// <summary>The body of <c>PUT /sandbox/telephone</c>, such as <c>{"busy":true}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TelephoneSettings
{
    /// <summary>Whether the telephone declines every call at once. Required.</summary>
    [Required(ErrorMessage = "is missing; it must be true or false.")]
    public bool? Busy { get; init; }
}
