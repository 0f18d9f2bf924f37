using System.Text.RegularExpressions;
using System.Xml.Linq;
using TokenApi.Tokens;
using TwilioTokens;

namespace TokenApi.Voice;

/// <summary>
/// Who may be called. A caller chooses <c>To</c> freely, and a call to a telephone costs the account's owner money, so a number is dialled only when the
/// owner has allowed its country; everything that is not understood is rejected.
/// </summary>
/// <remarks>
/// Twilio answers a caller at once, and lets ringing sound like a call, unless it is told otherwise: with <c>answerOnBridge</c> the page hears who is
/// called ring, and why nobody answered (https://www.twilio.com/docs/voice/twiml/dial#answeronbridge).
/// </remarks>
internal static partial class DialPlan
{
    /// <summary>The first verb of the TwiML: <c>Dial</c>, or <c>Reject</c> when the call may not be made.</summary>
    public static XElement Verb(SignedForm call, TwilioOptions twilio) => call.Single("To") switch
    {
        { } to when ClientName.IsValid(to) => Dial(new XElement("Client", to)),
        { } to when MayDial(to, call, twilio) => Dial(new XAttribute("callerId", twilio.CallerId!), new XElement("Number", to)),
        _ => new("Reject", new XAttribute("reason", "rejected")),
    };

    private static XElement Dial(params XObject[] whom) => new("Dial", new XAttribute("answerOnBridge", "true"), whom);

    // Only for phones of ours: a call that came in by telephone would otherwise be sent on to the very number it came to.
    private static bool MayDial(string number, SignedForm call, TwilioOptions twilio) =>
        PhoneNumber().IsMatch(number)
        && !string.IsNullOrEmpty(twilio.CallerId)
        && twilio.AllowedCountryPrefixes.Any(prefix => prefix.Length > 0 && number.StartsWith(prefix, StringComparison.Ordinal))
        && call.Single("From") is { } from && from.StartsWith("client:", StringComparison.Ordinal);

    // E.164: at most 15 digits. At least 7, so that no emergency or service number hides behind a country prefix.
    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex PhoneNumber();
}
