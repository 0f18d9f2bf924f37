using static TwilioSandbox.Tests.Tokens.BugMuseum.FaultyIssuers;

namespace TwilioSandbox.Tests.Tokens.BugMuseum;

/// <summary>A bug that somebody really had with a token, made again.</summary>
/// <param name="Name">The bug in a few words.</param>
/// <param name="Source">Where it is told, <c>repository#number</c>, or which library shows it.</param>
/// <param name="Issue">Makes the token; null when the bug is not in a token.</param>
/// <param name="Code">Twilio's code; null when the sandbox accepts the token.</param>
/// <param name="Claim">What the refusal or the warning names; null when there is neither.</param>
/// <param name="Says">A part of what the sandbox says to it, or why it can say nothing.</param>
internal sealed record Exhibit(string Name, string Source, Func<string>? Issue, int? Code, string? Claim, string Says)
{
    public static IReadOnlyList<Exhibit> All { get; } =
    [
        new("Fractional exp", "jasonfill/ColdFusion-Twilio-Library#1", FractionalExpiry, 31204, "exp", "Round the time down"),
        new("exp in milliseconds", "twilio/twilio-salesforce#18", ExpiryInMilliseconds, 31207, "exp", "divide by 1000"),
        new("exp in local time", "twilio/twilio-csharp#396", ExpiryInLocalTime, 31205, "exp", "a local time was taken for UTC"),
        new("exp a day ahead, in local time", "twilio/twilio-csharp#396", DayInLocalTime, 31207, "exp", "at most 86400 s"),
        new("Only the first parameter survives", "twilio/twilio-ruby#373",
            OnlyTheFirstParameter, 31204, "scope", "Encode client names and parameters"),
        new("A number as identity", "twilio/twilio-ruby#415", NumericIdentity, 31204, "identity", "is a number"),
        new("No client name in the outgoing scope", "TwilioDevEd/browser-calls-node#6",
            NoNameInOutgoing, null, "clientName", "from Anonymous"),
        new("An access token without scope, for another product", "twilio/twilio-java#312",
            MessagingGrant, null, "voice", "Add a VoiceGrant"),
        new("Grants in a capability token", "twilio/twilio-node#193",
            GrantsInsteadOfScope, 31204, "scope", "An access token has grants instead"),
        new("A capability token with the header of an access token", "twilio/voice-quickstart-ios#149",
            CapabilityWithContentType, 31203, "iss",
            "`cty` were absent, since the rest is that of a capability token"),
        new("An access token without its content type", "danielberkompas/ex_twilio#67", AccessWithoutContentType, 31203, "iss",
            "`cty` were \"twilio-fpa;v=1\", since the rest is that of an access token"),
        new("Invalid 3 times out of 10", "twilio/twilio-ruby#82", RandomName, null, null,
            "The issue tells no cause. Its code, made again, gives a right token every time: look for what else was different."),
        new("Documentation names a class that does not exist", "twilio/twilio-ruby#501", null, null, null, "No token is made."),
        new("A capability token for an SDK that takes access tokens", "twilio/twilio-node#201", CapabilityOfNode, null, null,
            "A right capability token; the iOS SDK takes access tokens, see voice-quickstart-ios#19. POST /sandbox/explain says its kind."),
        new("A mistyped account SID", "twilio/twilio-node#106", MistypedAccount, 31203, "iss", "Expected: the account SID"),
        new("Placeholders left in the settings", "twilio/voice-quickstart-server-python#12",
            Placeholders, 31203, "iss", "Expected: the API key SID"),
        new("A key of another region", "twilio-labs/code-exchange#50", KeyOfAnotherRegion, 31203, "iss", "Expected: the API key SID"),
        new("An expired token hangs the call", "twilio/twilio-voice.js#85", ExpiredWhileConnecting, 31205, "exp", "expired 1 s ago"),
        new("tokenWillExpire comes once", "twilio/twilio-voice.js#93", null, null, null,
            "Nothing is wrong with the token: the SDK keeps an old timer. Refresh in tokenWillExpire."),
        new("403 and 9221 after a call", "twilio/twilio-client.js#73", null, null, null,
            "The SDK reports to Twilio's insights with an expired token; the sandbox takes no such reports."),
        new("Calls are routed to nobody", "twilio-labs/code-exchange#45", null, null, null,
            "The token is right; the TwiML dials an identity out of a session that the webhook does not have."),
        new("nbf of a fast clock", "twilio/twilio-python#390", NotYetValid, 31204, "nbf", "Your clock is 2 s ahead"),
        new("The wrong secret", "twilio/video-quickstart-ios#146",
            SecretsExchanged, 31202, "signature", "made with the account's auth token"),
        new("TwiML taken for a token", "twilio/voice-quickstart-ios#204", TwimlAsToken, 31204, "token", "Pass only the token"),
        new("The auth token as API key", "twilio/twilio-node#291",
            AuthTokenAsKey, 31203, "iss", "the auth token, a secret that anyone can read there"),
        new("Wrong issuer or subject", "twilio/voice-quickstart-android#109", KeyAsAccount, 31203, "sub", "is the API key SID"),
        new("exp as text", "twilio-java 6", ExpiryAsText, 31204, "exp", "a string of digits"),
        new("exp before iat", "philnash/twilio-video-react-hooks#71", ExpiryBeforeIssue, 31205, "exp", "before it was issued"),
        new("Negative times", "sfreiberg/gotwilio#55", NegativeExpiry, 31204, "exp", "a negative number"),
        new("No typ with a newer JWT library", "twilio-ruby 3 with ruby-jwt 2", NoTyp, 31204, "typ", "is missing"),
        new("The long name of HS256", "SecurityAlgorithms.HmacSha256Signature in .NET",
            LongAlgorithmName, 31204, "alg", "Expected: \"HS256\""),
        new("Scopes as an array", "two claims of one name in a ClaimsIdentity in .NET", ScopesAsArray, 31204, "scope", "is an array"),
        new("No scope at all", "twilio-csharp 7", NullScope, 31204, "scope", "is missing"),
        new("A parenthesis in the name", "twilio/twilio-php#378", ParenthesisInName, null, "clientName", "does not document"),
        new("A scope smuggled in as a name", "twilio-csharp 7 and twilio-java 12",
            ScopeInAName, null, "clientName", "missing from the outgoing scope"),
        new("Scopes grow with every token", "twilio/twilio-node#237", GrowingScopes, null, "scope", "a list with two outgoing scopes"),
        new("Scopes have grown for two weeks", "twilio/twilio-node#237", GrownScopes, 31204, "token", "characters long"),
        new("Python's bytes as text", "TwilioDevEd/browser-calls-flask#9", BytesOfPython, 31204, "header", "text with other characters"),
        new("A line break in the secret", "a secret read from a file", LineBreakInSecret, 31202, "signature", "a line break after it"),
        new("Standard base64", "JWTs made by hand", StandardBase64, 31204, "signature", "base64"),
        new("A token for a week", "https://www.twilio.com/docs/api/errors/31207", LivesForAWeek, 31207, "exp", "at most 86400 s"),
        new("A real account's token", "settings of production in a test",
            RealAccountOffline, 31203, "iss", "never accepts tokens of real accounts"),
    ];
}
