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
                "jti", jwt.Payload.Shape("jti"), "a string that no other token has", "Twilio's libraries write SK…-<seconds>.",
                token => token.WithClaim("jti", $"{account.ApiKeySid}-0")));
        }

        if (Json.Object(jwt.Payload, "grants") is not { } grants)
        {
            return Refuse(new(
                "grants", jwt.Payload.Shape("grants"), "an object with identity and voice", "A capability token has scope instead.",
                token => token.WithClaim("grants", new { identity = "alice" })));
        }

        return JudgeIdentity(grants) is { } refusal ? refusal : JudgeVoice(grants, expiresAt);
    }

    private static TokenRefusal? JudgeIdentity(JsonElement grants) => Json.Text(grants, "identity") switch
    {
        null or "" when OnlyCalls(grants) => null,
        null => Refuse(new("identity", grants.Shape("identity"), "a string", "Use the name of the signed-in user.", Change("identity", "alice"))),
        "" => Refuse(ClientName.Defect("identity", "", (token, safe) => Change("identity", safe)(token))),
        { } name when !ClientName.IsValid(name) => TokenRefusal.InvalidName(ClientName.Defect("identity", name, (token, safe) => Change("identity", safe)(token))),
        _ => null,
    };

    // Without an identity, a token can still place calls (observed). They come from Anonymous.
    private static bool OnlyCalls(JsonElement grants) =>
        (!grants.TryGetProperty("identity", out var identity) || identity.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        && Json.Object(grants, "voice") is { } voice && Json.Object(voice, "outgoing") is not null && !(Json.Object(voice, "incoming") is { } incoming && Json.IsTrue(incoming, "allow"));

    private TokenVerdict JudgeVoice(JsonElement grants, DateTimeOffset expiresAt)
    {
        JsonElement incoming = default, outgoing = default;
        var refused = Member(grants, "voice", out var voice)
            ?? Member(voice, "incoming", out incoming) ?? JudgeAllow(voice, incoming)
            ?? Member(voice, "outgoing", out outgoing) ?? JudgeApplication(voice, outgoing);
        if (refused is { } refusal)
        {
            return refusal;
        }

        if (Member(outgoing, "params", out var parameters) is { } noParams)
        {
            var withoutParams = Change("voice", voice.With("outgoing", outgoing.With("params", null)));
            return noParams with { Defect = noParams.Defect with { Fix = withoutParams } };
        }

        var grant = new TokenGrant(
            Json.Text(grants, "identity") is { Length: > 0 } identity ? identity : null,
            Json.IsTrue(incoming, "allow"),
            Json.Text(outgoing, "application_sid"),
            IsObject(parameters) ? [.. parameters.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, TextOf(pair.Value)))] : [],
            expiresAt);
        return grant with { Kind = TokenKind.Access, Warnings = [.. Warnings(grant)] };
    }

    private static TokenRefusal? JudgeAllow(JsonElement voice, JsonElement incoming) =>
        !IsObject(incoming) || !incoming.TryGetProperty("allow", out var allow) || allow.ValueKind is JsonValueKind.True or JsonValueKind.False ? null
        : Refuse(new(
            "allow", incoming.Shape("allow"), "true or false", "Write the JSON word without quotation marks.",
            Change("voice", voice.With("incoming", new { allow = true }))));

    private TokenRefusal? JudgeApplication(JsonElement voice, JsonElement outgoing) =>
        !IsObject(outgoing) || !string.IsNullOrEmpty(Json.Text(outgoing, "application_sid")) ? null
        : Refuse(new(
            "application_sid", outgoing.Shape("application_sid"), "the SID of a TwiML application", "Leave outgoing out, or name the application.",
            Change("voice", voice.With("outgoing", outgoing.With("application_sid", account.ApplicationSid)))));

    // The Voice URL receives "a" and true as a and true.
    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private IEnumerable<TokenDefect> Warnings(TokenGrant grant)
    {
        if (grant is { AllowsIncoming: false, ApplicationSid: null })
        {
            yield return new("voice", "missing or empty", "incoming or outgoing", "The token allows no calls. Add a VoiceGrant.");
        }

        foreach (var warning in ClientName.Warnings("identity", grant.ClientName))
        {
            yield return warning;
        }

        if (grant.ClientName is null)
        {
            yield return new("identity", "missing", "the name of the signed-in user", "Calls come from Anonymous.");
        }

        if (grant.ApplicationSid is { } sid && sid != account.ApplicationSid)
        {
            yield return new("application_sid", "not the sandbox's application", account.ApplicationSid, "Outgoing calls will be refused with 31100.");
        }
    }

    private static bool IsObject(JsonElement json) => json.ValueKind == JsonValueKind.Object;

    // A member that is an object or absent.
    private static TokenRefusal? Member(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return !IsObject(json) || !json.TryGetProperty(name, out value) || IsObject(value) ? null
            : Refuse(new(name, json.Shape(name), "an object", $"Leave {name} out, or make it an object.", Change("voice", name == "voice" ? null : json.With(name, null))));
    }

    private static Func<Jwt, Jwt> Change(string name, object? value) =>
        token => token.WithClaim("grants", token.Payload.GetProperty("grants").With(name, value));

    private static TokenRefusal Refuse(TokenDefect defect) => TokenRefusal.Malformed(defect);
}
