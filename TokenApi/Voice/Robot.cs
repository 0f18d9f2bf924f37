using Twilio.TwiML;
using Twilio.TwiML.Voice;

namespace TokenApi.Voice;

/// <summary>With the sandbox, a voice answers calls to <c>robot</c> and calls from telephones. It asks for a digit and repeats it. Nobody else is needed to try a call.</summary>
internal static class Robot
{
    private const string Name = "robot";

    public static bool IsCalled(VoiceRequest call, TwilioOptions twilio) => twilio.IsSandbox && (call.Single("To") == Name || call.Single("From") is ['+', ..]);

    // Gather sends the pressed digit to the Voice URL again.
    public static VoiceResponse Answer(VoiceRequest call) => call.Single("Digits") is { } digits
        ? new VoiceResponse().Say($"You pressed {digits}. Goodbye.").Hangup()
        : new VoiceResponse().Append(new Gather(numDigits: 1).Say("Hello. This is the robot. Press a digit.")).Say("You pressed nothing. Goodbye.");
}
