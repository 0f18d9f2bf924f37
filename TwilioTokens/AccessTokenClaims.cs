using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwilioTokens;

/// <summary>The payload of an access token, in the order it is written.</summary>
internal sealed record AccessTokenClaims(
    [property: JsonPropertyName("jti")] string Id,
    [property: JsonPropertyName("iss")] string ApiKeySid,
    [property: JsonPropertyName("sub")] string AccountSid,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("nbf"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? NotBefore,
    [property: JsonPropertyName("exp")] long ExpiresAt,
    [property: JsonPropertyName("grants")] GrantsClaim Grants);

/// <summary>What an access token allows: its <c>grants</c> claim.</summary>
/// <param name="Identity">The client name it was issued to.</param>
/// <param name="Voice">What it allows in Programmable Voice.</param>
internal sealed record GrantsClaim(
    [property: JsonPropertyName("identity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Identity,
    [property: JsonPropertyName("voice"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VoiceClaim? Voice);

/// <summary>What is not allowed is left out: Twilio's libraries do not write <c>"allow":false</c>.</summary>
/// <param name="Incoming">Present when the phone may register and receive calls.</param>
/// <param name="Outgoing">Present when the phone may make calls.</param>
/// <param name="PushCredentialSid">Lets Twilio wake a mobile phone for a call.</param>
/// <param name="EndpointId">Tells the devices of one identity apart.</param>
internal sealed record VoiceClaim(
    [property: JsonPropertyName("incoming"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IncomingClaim? Incoming,
    [property: JsonPropertyName("outgoing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OutgoingClaim? Outgoing,
    [property: JsonPropertyName("push_credential_sid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PushCredentialSid,
    [property: JsonPropertyName("endpoint_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndpointId)
{
    /// <summary>Takes a copy of everything in <paramref name="grant"/>.</summary>
    /// <exception cref="ArgumentException">A text is not valid Unicode, or a parameter cannot be written as JSON.</exception>
    public static VoiceClaim Of(VoiceGrant grant) => new(
        grant.IncomingAllow ? new(Allow: true) : null,
        TextOrNull(grant.OutgoingApplicationSid) is { } sid ? new(sid, grant.OutgoingApplicationParams is { } pairs ? StrictJson.Of(pairs) : null) : null,
        TextOrNull(grant.PushCredentialSid),
        TextOrNull(grant.EndpointId));

    private static string? TextOrNull(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        UnicodeText.ThrowIfMalformed(value);
        return value;
    }
}

/// <summary>Incoming calls.</summary>
/// <param name="Allow">Always true.</param>
internal sealed record IncomingClaim([property: JsonPropertyName("allow")] bool Allow);

/// <summary>Outgoing calls.</summary>
/// <param name="ApplicationSid">The TwiML application that they start.</param>
/// <param name="Params">What Twilio sends to its Voice URL with each call.</param>
internal sealed record OutgoingClaim(
    [property: JsonPropertyName("application_sid")] string ApplicationSid,
    [property: JsonPropertyName("params"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Params);
