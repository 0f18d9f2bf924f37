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

/// <summary>Writes the payload without reflection, so that native AOT can compile it.</summary>
[JsonSerializable(typeof(AccessTokenClaims))]
internal sealed partial class AccessTokenJson : JsonSerializerContext;

// Attributes, because TokenApi's OpenAPI document cannot read XML comments of internal types in another project.
[Description("The `grants` claim of an access token.")]
internal sealed record GrantsClaim(
    [property: Description("The client name of the token.")]
    [property: JsonPropertyName("identity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Identity,
    [property: Description("The permissions in Programmable Voice.")]
    [property: JsonPropertyName("voice"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VoiceClaim? Voice);

[Description("A missing member means not allowed: Twilio's libraries do not write `\"allow\":false`.")]
internal sealed record VoiceClaim(
    [property: Description("Present when the phone may register and receive calls.")]
    [property: JsonPropertyName("incoming"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IncomingClaim? Incoming,
    [property: Description("Present when the phone may make calls.")]
    [property: JsonPropertyName("outgoing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OutgoingClaim? Outgoing,
    [property: Description("The push credential that wakes a mobile phone for a call.")]
    [property: JsonPropertyName("push_credential_sid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PushCredentialSid,
    [property: Description("Tells the devices of one identity apart.")]
    [property: JsonPropertyName("endpoint_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndpointId)
{
    /// <summary>Takes a copy of everything in <paramref name="grant"/>.</summary>
    /// <exception cref="ArgumentException">A string is not valid Unicode, or a parameter cannot be written as JSON.</exception>
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
    [property: Description("The TwiML application of outgoing calls."), JsonPropertyName("application_sid")] string ApplicationSid,
    [property: Description("The parameters that Twilio sends to its Voice URL with each call.")]
    [property: JsonPropertyName("params"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Params);
