namespace TwilioTokens;

/// <summary>The permissions of an access token in Programmable Voice. Without any property set, it allows nothing.</summary>
public sealed record VoiceGrant
{
    /// <summary>Allows the phone to register under the token's identity and to receive calls.</summary>
    public bool IncomingAllow { get; init; }

    /// <summary>The TwiML application for outgoing calls, <c>AP…</c>. Null allows no outgoing calls.</summary>
    public string? OutgoingApplicationSid { get; init; }

    /// <summary>
    /// The parameters that Twilio sends to the Voice URL with each outgoing call: strings, numbers, booleans, null, JSON nodes and elements, and
    /// lists and dictionaries of these. They are ignored without <see cref="OutgoingApplicationSid"/>.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? OutgoingApplicationParams { get; init; }

    /// <summary>The push credential that wakes a mobile phone for a call, <c>CR…</c>.</summary>
    public string? PushCredentialSid { get; init; }

    /// <summary>Distinguishes the devices of one identity.</summary>
    public string? EndpointId { get; init; }
}
