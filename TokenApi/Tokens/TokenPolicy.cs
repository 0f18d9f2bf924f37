using TwilioTokens;

namespace TokenApi.Tokens;

/// <summary>
/// What one phone may do, and for how long. Every token of this service, of either kind, is made from one of these: they cannot allow
/// different things.
/// </summary>
/// <param name="Identity">The client name that calls go to and come from.</param>
/// <param name="Incoming">May it register under that name, and receive calls?</param>
/// <param name="Outgoing">May it make calls through the configured TwiML application?</param>
/// <param name="Params">What Twilio sends to the Voice URL with each outgoing call.</param>
/// <param name="Ttl">In seconds.</param>
internal sealed record TokenPolicy(string Identity, bool Incoming, bool Outgoing, IReadOnlyDictionary<string, string> Params, int Ttl)
{
    /// <summary>What it allows, in words.</summary>
    public string[] Scopes => (Incoming, Outgoing) switch
    {
        (true, true) => ["incoming", "outgoing"],
        (true, false) => ["incoming"],
        (false, true) => ["outgoing"],
        _ => [],
    };

    public static TokenPolicy For(string identity, TokenRequest request) =>
        new(identity, request.Incoming, request.Outgoing, request.Params, request.Ttl);

    public IssuedCapability IssueCapability(TwilioOptions twilio, TimeProvider time)
    {
        var capability = new Capability(defaults: twilio, timeProvider: time);
        if (Incoming)
        {
            capability.AllowClientIncoming(Identity);
        }

        if (Outgoing)
        {
            capability.WithClientName(Identity).AllowClientOutgoing(twilio.ApplicationSid!, Params);
        }

        return capability.Issue(Ttl);
    }

    public IssuedAccessToken IssueAccessToken(TwilioOptions twilio, TimeProvider time) =>
        new AccessToken(twilio.AccountSid!, twilio.ApiKeySid!, twilio.ApiKeySecret!, Identity, twilio.Region, time)
            .AddGrant(new()
            {
                IncomingAllow = Incoming,
                OutgoingApplicationSid = Outgoing ? twilio.ApplicationSid : null,
                OutgoingApplicationParams = Params.Count == 0
                    ? null
                    : new OrderedDictionary<string, object?>(Params.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))),
            })
            .Issue(Ttl);
}
