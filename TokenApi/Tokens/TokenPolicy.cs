namespace TokenApi.Tokens;

/// <summary>The permissions and lifetime of a token. Both kinds of token are made from it, so they cannot allow different things.</summary>
/// <param name="Identity">The client name that calls go to and come from.</param>
/// <param name="Incoming">Allows it to register under that name and to receive calls.</param>
/// <param name="Outgoing">Allows calls through the configured TwiML application.</param>
/// <param name="Params">The parameters that Twilio sends to the Voice URL with each outgoing call.</param>
/// <param name="Ttl">The lifetime in seconds.</param>
internal sealed record TokenPolicy(string Identity, bool Incoming, bool Outgoing, IReadOnlyDictionary<string, string> Params, int Ttl)
{
    public string[] Scopes => [.. Incoming ? ["incoming"] : (string[])[], .. Outgoing ? ["outgoing"] : (string[])[]];

    public static TokenPolicy For(string identity, TokenRequest request, TokenOptions options) =>
        new(identity, request.Incoming, request.Outgoing, request.Params, Math.Min(request.Ttl, options.MaxTtl));

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
