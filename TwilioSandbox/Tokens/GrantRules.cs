using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>What an access token allows: its claim <c>grants</c>.</summary>
/// <remarks>
/// <code>{"identity":"alice","voice":{"incoming":{"allow":true},"outgoing":{"application_sid":"AP…","params":{"k":"v"}}}}</code>
/// </remarks>
internal sealed class GrantRules(SandboxOptions account)
{
    public TokenVerdict Judge(Jwt jwt, DateTimeOffset expiresAt)
    {
        if (string.IsNullOrEmpty(Json.Text(jwt.Payload, "jti")))
        {
            return Refuse(new(
                "jti", jwt.Payload.Shape("jti"), "a string that no other token has", "Twilio's libraries write SK…-<seconds>.")
            {
                Fix = token => token.WithClaim("jti", $"{account.ApiKeySid}-0"),
            });
        }

        if (Json.Object(jwt.Payload, "grants") is not { } grants)
        {
            return Refuse(new(
                "grants", jwt.Payload.Shape("grants"), "an object with identity and voice", "A capability token has scope instead.")
            {
                Fix = token => token.WithClaim("grants", new { identity = "alice" }),
            });
        }

        return JudgeIdentity(grants) is { } refusal ? refusal : JudgeVoice(grants, expiresAt);
    }

    private static TokenRefusal? JudgeIdentity(JsonElement grants) => Json.Text(grants, "identity") switch
    {
        null => Refuse(new("identity", grants.Shape("identity"), "a string", "Give the token the name of who is signed in.")
        {
            Fix = Change("identity", "alice"),
        }),
        { } name when !ClientName.IsValid(name) =>
            Refuse(ClientName.Defect("identity", name, (token, safe) => Change("identity", safe)(token))),
        _ => null,
    };

    private TokenVerdict JudgeVoice(JsonElement grants, DateTimeOffset expiresAt)
    {
        if (Member(grants, "voice", out var voice) is { } noVoice)
        {
            return noVoice;
        }

        if (Member(voice, "incoming", out var incoming) is { } noIncoming)
        {
            return noIncoming;
        }

        if (IsObject(incoming) && incoming.TryGetProperty("allow", out var allow)
            && allow.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return Refuse(new("allow", incoming.Shape("allow"), "true or false", "Write the JSON word, without quotation marks.")
            {
                Fix = Change("voice", voice.With("incoming", new { allow = true })),
            });
        }

        if (Member(voice, "outgoing", out var outgoing) is { } noOutgoing)
        {
            return noOutgoing;
        }

        if (IsObject(outgoing) && string.IsNullOrEmpty(Json.Text(outgoing, "application_sid")))
        {
            return Refuse(new(
                "application_sid", outgoing.Shape("application_sid"), "the SID of a TwiML application", "Leave outgoing out, or name it.")
            {
                Fix = Change("voice", voice.With("outgoing", outgoing.With("application_sid", account.ApplicationSid))),
            });
        }

        if (Member(outgoing, "params", out var parameters) is { } noParams)
        {
            var withoutParams = Change("voice", voice.With("outgoing", outgoing.With("params", null)));
            return noParams with { Defect = noParams.Defect with { Fix = withoutParams } };
        }

        var grant = new TokenGrant(
            Json.Text(grants, "identity"),
            IsObject(incoming) && incoming.TryGetProperty("allow", out allow) && allow.ValueKind == JsonValueKind.True,
            IsObject(outgoing) ? Json.Text(outgoing, "application_sid") : null,
            IsObject(parameters) ? [.. parameters.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, TextOf(pair.Value)))] : [],
            expiresAt);
        return grant with { Kind = TokenKind.Access, Warnings = [.. Warnings(grant)] };
    }

    // "a" and true arrive at the Voice URL as a and true.
    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private IEnumerable<TokenDefect> Warnings(TokenGrant grant)
    {
        if (grant is { AllowsIncoming: false, ApplicationSid: null })
        {
            yield return new("voice", "missing or empty", "incoming or outgoing", "As it is, the token allows no calls. Add a VoiceGrant.");
        }

        if (grant.ApplicationSid is { } sid && sid != account.ApplicationSid)
        {
            yield return new(
                "application_sid", "not the sandbox's application", account.ApplicationSid, "Outgoing calls will be refused with 31100.");
        }
    }

    private static bool IsObject(JsonElement json) => json.ValueKind == JsonValueKind.Object;

    // An object, or not there.
    private static TokenRefusal? Member(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return !IsObject(json) || !json.TryGetProperty(name, out value) || IsObject(value) ? null
            : Refuse(new(name, json.Shape(name), "an object", $"Leave {name} out, or make it an object.")
            {
                Fix = Change("voice", name == "voice" ? null : json.With(name, null)),
            });
    }

    private static Func<Jwt, Jwt> Change(string name, object? value) =>
        token => token.WithClaim("grants", token.Payload.GetProperty("grants").With(name, value));

    private static TokenRefusal Refuse(TokenDefect defect) => TokenRefusal.Malformed(defect);
}
