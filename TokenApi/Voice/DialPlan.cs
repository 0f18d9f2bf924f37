using System.Text.RegularExpressions;
using TokenApi.Tokens;
using Twilio.TwiML.Voice;

namespace TokenApi.Voice;

/// <summary>
/// Chooses the destination of a call. The caller chooses <c>To</c>, and calls to telephones cost money, so numbers need an allowed country prefix.
/// </summary>
internal static partial class DialPlan
{
    /// <summary>Null when the call is rejected.</summary>
    public static Dial? Dial(VoiceRequest call, TwilioOptions twilio, VoiceOptions voice) => call.Single("To") switch
    {
        // With answerOnBridge the caller hears the other phone ring: https://www.twilio.com/docs/voice/twiml/dial#answeronbridge
        { } to when ClientName.IsValid(to) => new Dial(answerOnBridge: true).Client(to),
        { } to when MayDial(to, call, twilio) => new Dial(answerOnBridge: true, callerId: twilio.CallerId, timeLimit: voice.MaxTelephoneSeconds).Number(to),
        _ => null,
    };

    public static bool IsTelephone(VoiceRequest call) => call.Single("To") is ['+', ..];

    // Only for our own phones: a call from a telephone would be sent back to the number it came to.
    private static bool MayDial(string number, VoiceRequest call, TwilioOptions twilio) =>
        PhoneNumber().IsMatch(number)
        && !string.IsNullOrEmpty(twilio.CallerId)
        && twilio.AllowedCountryPrefixes.Any(prefix => prefix.Length > 0 && number.StartsWith(prefix, StringComparison.Ordinal) && !ExpensiveNumbers.NeedLongerPrefix(number, prefix))
        && call.Single("From") is { } from && from.StartsWith("client:", StringComparison.Ordinal);

    // E.164 has at most 15 digits. At least 7 keep out emergency and service numbers behind a country prefix.
    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex PhoneNumber();
}
