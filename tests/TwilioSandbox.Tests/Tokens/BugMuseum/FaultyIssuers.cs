using System.Buffers.Text;
using System.Globalization;

namespace TwilioSandbox.Tests.Tokens.BugMuseum;

/// <summary>Each makes a token the way a faulty library, or its user, did.</summary>
internal static class FaultyIssuers
{
    private const string Incoming = "scope:client:incoming?clientName=alice";
    private const string RealAccount = "AC043dcf9844e13758bc3a36a84c297610";

    private static TestToken Capability => new(TestJudge.Clock, "alice", "alice");

    private static TestToken Access => TestToken.Access(TestJudge.Clock);

    // new Date() / 1000 + ttl, and no rounding.
    public static string FractionalExpiry() => $"{Capability.With("exp", TestJudge.Now + 3600.629)}";

    public static string ExpiryInMilliseconds() => $"{Capability.With("exp", (TestJudge.Now + 3600) * 1000)}";

    public static string ExpiryAsText() => $"{Capability.With("exp", (TestJudge.Now + 3600).ToString(CultureInfo.InvariantCulture))}";

    // DateTime.Now in New York, taken for UTC.
    public static string ExpiryInLocalTime() => $"{Access.With("iat", TestJudge.Now).With("exp", TestJudge.Now + 3600 - (5 * 3600))}";

    // DateTime.Now.AddHours(24) in Berlin.
    public static string DayInLocalTime() => $"{Access.With("iat", TestJudge.Now).With("exp", TestJudge.Now + 86_400 + 7200)}";

    public static string ExpiryBeforeIssue() =>
        $"{Access.With("nbf", TestJudge.Now - 9979).With("iat", TestJudge.Now).With("exp", TestJudge.Now - 6360)}";

    // time.Duration(ttl) in nanoseconds, added to nothing.
    public static string NegativeExpiry() => $"{Access.With("exp", -62_135_596_800)}";

    public static string ExpiredWhileConnecting() =>
        $"{Access.With("jti", $"{SandboxApp.ApiKeySid}-{TestJudge.Now - 3601}").With("exp", TestJudge.Now - 1)}";

    // params.map { |k, v| "#{k}=#{v}" }.join('&'), and no escape around it: the second is a parameter of the scope.
    public static string OnlyTheFirstParameter() =>
        $"{Capability.With("scope", $"scope:client:outgoing?appSid={SandboxApp.ApplicationSid}&appParams=a=1&clientName=bob&clientName=alice")}";

    public static string NumericIdentity() => $"{Access.With("grants", new { identity = 34, voice = new { } })}";

    public static string NoNameInOutgoing() => $"{Capability.With("scope", $"scope:client:outgoing?appSid={SandboxApp.ApplicationSid}")}";

    public static string MessagingGrant() =>
        $"{Access.With("grants", new { identity = "alice", ip_messaging = new { service_sid = "IS" } })}";

    public static string GrantsInsteadOfScope() =>
        $"{Capability.Without("scope").With("grants", new { identity = "alice", voice = new { } })}";

    // AddClientCapability(...), and the header of an access token.
    public static string CapabilityWithContentType() => $"{Capability.WithHeader("cty", "twilio-fpa;v=1")}";

    public static string AccessWithoutContentType()
    {
        var token = Access;
        token.Header.Remove("cty");
        return $"{token}";
    }

    // What the issue's own code does: rightly, every time.
    public static string RandomName() => $"{new TestToken(TestJudge.Clock, incoming: "0123456789abcdef0123456789abcdef")}";

    // A capability token for an SDK that takes access tokens only.
    public static string CapabilityOfNode() =>
        $"{new TestToken(TestJudge.Clock, outgoing: "alice").With("iat", TestJudge.Now)}";

    public static string MistypedAccount() => $"{Capability.With("iss", SandboxApp.AccountSid[..^1])}";

    public static string Placeholders() =>
        $"{Access.With("iss", "SKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx").With("sub", "ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")}";

    // A key made in Ireland, in a token that does not say so: the default region has no such key.
    public static string KeyOfAnotherRegion() =>
        $"{Access.With("iss", "SK00000000000000000000000000decade").SignedWith("a secret of ie1")}";

    // nbf = int(time.time()) on a clock that is two seconds fast.
    public static string NotYetValid() =>
        $"{Access.With("jti", $"{SandboxApp.ApiKeySid}-{TestJudge.Now + 2}").With("nbf", TestJudge.Now + 2)}";

    public static string SecretsExchanged() => $"{Access.SignedWith(SandboxApp.AuthToken)}";

    // The token's address answered with the Voice URL's document.
    public static string TwimlAsToken() => """<?xml version="1.0" encoding="UTF-8"?><Response><Say>Welcome to Twilio</Say></Response>""";

    // new AccessToken(accountSid, authToken, apiSecret): the second is the key's SID.
    public static string AuthTokenAsKey() => $"{Access.With("iss", SandboxApp.AuthToken)}";

    public static string KeyAsAccount() => $"{Access.With("sub", SandboxApp.ApiKeySid)}";

    public static string RealAccountOffline() => $"{Capability.With("iss", RealAccount).SignedWith("the real auth token")}";

    public static string NoTyp()
    {
        var token = Capability;
        token.Header.Remove("typ");
        return $"{token}";
    }

    public static string LongAlgorithmName() => $"{Capability.WithHeader("alg", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")}";

    public static string ScopesAsArray() => $"{Capability.With("scope", new[] { Incoming, "scope:client:outgoing?appSid=AP" })}";

    public static string ParenthesisInName() => $"{Capability.With("scope", "scope:client:incoming?clientName=user_290_3%29")}";

    // $"clientName={name}" of a user who calls himself by a scope.
    public static string ScopeInAName() =>
        $"{Capability.With("scope", $"scope:client:incoming?clientName=alice scope:client:outgoing?appSid={SandboxApp.ApplicationSid}")}";

    // this.capabilities.push(outgoing) in every generate().
    public static string GrowingScopes() => $"{Capability.With("scope", string.Join(' ', Enumerable.Repeat(OutgoingScope, 3)))}";

    public static string GrownScopes() => $"{Capability.With("scope", string.Join(' ', Enumerable.Repeat(OutgoingScope, 300)))}";

    // str(token) of the bytes that to_jwt() answers.
    public static string BytesOfPython() => $"b'{Capability}'";

    public static string LineBreakInSecret() => $"{Capability.SignedWith(SandboxApp.AuthToken + "\n")}";

    public static string StandardBase64()
    {
        var parts = $"{Capability}".Split('.');
        return $"{parts[0]}.{parts[1]}.{Convert.ToBase64String(Base64Url.DecodeFromChars(parts[2]))}";
    }

    public static string NullScope() => $"{Capability.Without("scope")}";

    public static string LivesForAWeek() => $"{Access.With("exp", TestJudge.Now + 604_800)}";

    private static string OutgoingScope => $"scope:client:outgoing?appSid={SandboxApp.ApplicationSid}&clientName=alice";
}
