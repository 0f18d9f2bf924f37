using System.ComponentModel;
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

// Descriptions are attributes from here on: TokenApi's OpenAPI document does not read the XML comments of another project's internal types.
[Description("What an access token allows: its `grants` claim.")]
internal sealed record GrantsClaim(
    [property: Description("The client name it was issued to.")]
    [property: JsonPropertyName("identity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Identity,
    [property: Description("What it allows in Programmable Voice.")]
    [property: JsonPropertyName("voice"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VoiceClaim? Voice);

[Description("What is not allowed is left out: Twilio's libraries do not write `\"allow\":false`.")]
internal sealed record VoiceClaim(
    [property: Description("Present when the phone may register and receive calls.")]
    [property: JsonPropertyName("incoming"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IncomingClaim? Incoming,
    [property: Description("Present when the phone may make calls.")]
    [property: JsonPropertyName("outgoing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OutgoingClaim? Outgoing,
    [property: Description("Lets Twilio wake a mobile phone for a call.")]
    [property: JsonPropertyName("push_credential_sid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PushCredentialSid,
    [property: Description("Tells the devices of one identity apart.")]
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

[Description("Incoming calls.")]
internal sealed record IncomingClaim([property: Description("Always true."), JsonPropertyName("allow")] bool Allow);

[Description("Outgoing calls.")]
internal sealed record OutgoingClaim(
    [property: Description("The TwiML application that they start."), JsonPropertyName("application_sid")] string ApplicationSid,
    [property: Description("What Twilio sends to its Voice URL with each call.")]
    [property: JsonPropertyName("params"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Params);
