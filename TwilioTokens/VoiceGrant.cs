namespace TwilioTokens;

/// <summary>What an access token allows its holder in Programmable Voice. As it is, it allows nothing.</summary>
public sealed record VoiceGrant
{
    /// <summary>May the phone register under the token's identity, and receive calls?</summary>
    public bool IncomingAllow { get; init; }

    /// <summary>The TwiML application that the phone may make calls through: <c>AP…</c>.</summary>
    public string? OutgoingApplicationSid { get; init; }

    /// <summary>
    /// What Twilio sends to the Voice URL with each outgoing call: texts, or anything else that can be written as JSON. Nothing is
    /// form-encoded. Without <see cref="OutgoingApplicationSid"/> there are no outgoing calls, and these are left out.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? OutgoingApplicationParams { get; init; }

    /// <summary>Lets Twilio wake a mobile phone for a call: <c>CR…</c>.</summary>
    public string? PushCredentialSid { get; init; }

    /// <summary>Tells the devices of one identity apart.</summary>
    public string? EndpointId { get; init; }
}
