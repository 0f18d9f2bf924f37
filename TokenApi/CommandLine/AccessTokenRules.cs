using System.Text.Json;
using TokenApi.Tokens;
using TwilioTokens;

namespace TokenApi.CommandLine;

/// <summary>The claims of an access token.</summary>
internal static class AccessTokenRules
{
    public static void Inspect(Inspection inspection, JsonElement payload, TwilioOptions? twilio)
    {
        inspection.Say("jti", $"{Inspection.Show(payload, "jti") ?? "missing"}: its own identifier");
        if (string.IsNullOrEmpty(Inspection.Text(payload, "jti")))
        {
            inspection.Refuse("jti", "It is missing, or no text.", "the SID of the API key, and something that no other token has", 20101);
        }

        ReadSid(inspection, payload, "iss", "the API key", "SK", string.IsNullOrEmpty(twilio?.ApiKeySid) ? null : twilio.ApiKeySid, 20103);
        ReadSid(inspection, payload, "sub", "the account", "AC", twilio?.AccountSid, 20103);

        inspection.Say("grants", Inspection.Show(payload, "grants") ?? "missing");
        if (!payload.TryGetProperty("grants", out var grants) || grants.ValueKind != JsonValueKind.Object)
        {
            inspection.Refuse("grants", "It is missing, or no object.", """{"identity":"alice","voice":{…}}""", 20106);
            return;
        }

        if (Inspection.Text(grants, "identity") is not { } identity || !ClientName.IsValid(identity))
        {
            inspection.Refuse("grants", "identity is not a name that Twilio accepts.", "1 to 121 letters (A-Z, a-z), digits or underscores", 20106);
        }

        InspectVoice(inspection, grants, Inspection.Show(grants, "identity") ?? "nobody");
    }

    private static void InspectVoice(Inspection inspection, JsonElement grants, string identity)
    {
        if (!grants.TryGetProperty("voice", out var voice) || voice.ValueKind != JsonValueKind.Object)
        {
            inspection.Refuse("grants", "There is no voice grant.", """{"identity":"alice","voice":{"incoming":{"allow":true}}}""", 20106);
            return;
        }

        var incoming = voice.TryGetProperty("incoming", out var receive) && receive.ValueKind == JsonValueKind.Object
            && receive.TryGetProperty("allow", out var allow) && allow.ValueKind == JsonValueKind.True;
        var outgoing = voice.TryGetProperty("outgoing", out var make) && make.ValueKind == JsonValueKind.Object;
        if (incoming)
        {
            inspection.Say("", $"may register as {identity} and receive calls");
        }

        if (outgoing)
        {
            var told = Inspection.Show(make, "params") is { } parameters ? $", which is told {parameters}" : "";
            inspection.Say("", $"may make calls as {identity} through application {Inspection.Show(make, "application_sid")}{told}");
            if (string.IsNullOrEmpty(Inspection.Text(make, "application_sid")))
            {
                inspection.Refuse("grants", "Outgoing calls name no application.", "\"application_sid\":\"AP and 32 hexadecimal digits\"", 20106);
            }
        }

        if (!incoming && !outgoing)
        {
            inspection.Say("", "allows nothing");
        }
    }

    private static void ReadSid(Inspection inspection, JsonElement payload, string claim, string meaning, string prefix, string? configured, int code)
    {
        inspection.Say(claim, $"{Inspection.Show(payload, claim) ?? "missing"}: {meaning}");
        var sid = Inspection.Text(payload, claim);
        if (configured is null ? sid?.StartsWith(prefix, StringComparison.Ordinal) is not true : sid != configured)
        {
            inspection.Refuse(claim, $"It is not {meaning}.", configured ?? $"{prefix} and 32 hexadecimal digits", code);
        }
    }
}
