using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using TokenApi.Tokens;
using TwilioTokens;

namespace TokenApi.CommandLine;

/// <summary>The claims of a capability token.</summary>
internal static class CapabilityRules
{
    private const string Form = "scopes of the form scope:client:incoming?clientName=alice, separated by single spaces, values form-encoded";

    public static void Inspect(Inspection inspection, JsonElement payload, TwilioOptions? twilio)
    {
        inspection.Say("iss", $"{Inspection.Show(payload, "iss") ?? "missing"}: the account");
        if (Inspection.Text(payload, "iss") is not { Length: > 0 } account || (twilio is not null && account != twilio.AccountSid))
        {
            inspection.Refuse("iss", "It is not the account.", twilio?.AccountSid ?? "an account SID, AC and 32 hexadecimal digits", 31203);
        }

        inspection.Say("scope", Inspection.Show(payload, "scope") ?? "missing");
        if (Inspection.Text(payload, "scope") is not { } scopes)
        {
            inspection.Refuse("scope", "It is no text.", Form, 31204);
            return;
        }

        foreach (var scope in scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            InspectScope(inspection, scope);
        }

        if (scopes.Length == 0)
        {
            inspection.Say("", "allows nothing");
        }
    }

    private static void InspectScope(Inspection inspection, string scope)
    {
        var (name, query) = scope.Split('?', 2) is [var before, var after] ? (before, after) : (scope, "");
        var fields = QueryHelpers.ParseQuery(query);
        switch (name)
        {
            case "scope:client:incoming":
                inspection.Say("", $"may register as {ReadName(inspection, fields)} and receive calls");
                break;
            case "scope:client:outgoing":
                var caller = fields.ContainsKey("clientName") ? ReadName(inspection, fields) : "nobody in particular";
                inspection.Say("", $"may make calls as {caller} through application {Value(fields, "appSid")}{Parameters(fields)}");
                if (Value(fields, "appSid").Length == 0)
                {
                    inspection.Refuse("scope", "Outgoing calls name no application.", "appSid=AP and 32 hexadecimal digits", 31204);
                }

                break;
            case "scope:stream:subscribe":
                inspection.Say("", $"may subscribe to {Value(fields, "path")}");
                break;
            default:
                inspection.Say("", $"{Inspection.Show(name)}: unknown");
                if (name.Split(':') is not ["scope", { Length: > 0 }, { Length: > 0 }])
                {
                    inspection.Refuse("scope", "There is something in it that is no scope.", Form, 31204);
                }

                break;
        }
    }

    private static string ReadName(Inspection inspection, Dictionary<string, StringValues> fields)
    {
        if (!ClientName.IsValid(fields.TryGetValue("clientName", out var name) ? name.ToString() : ""))
        {
            inspection.Refuse("scope", "A clientName is not a name that Twilio accepts.", "1 to 121 letters (A-Z, a-z), digits or underscores", 31204);
        }

        return Value(fields, "clientName");
    }

    private static string Parameters(Dictionary<string, StringValues> fields) => fields.TryGetValue("appParams", out var form)
        ? $", which is told {string.Join(", ", QueryHelpers.ParseQuery(form.ToString()).Select(pair => Inspection.Show($"{pair.Key}={pair.Value}")))}"
        : "";

    private static string Value(Dictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var value) ? Inspection.Show(value.ToString()) : "";
}
