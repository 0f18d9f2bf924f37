using System.Net;
using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>What a capability token allows: the scopes in its claim <c>scope</c>.</summary>
internal sealed class ScopeRules(SandboxOptions account)
{
    private const string ScopeForm =
        "scope:service:privilege?name=value&…, values form-encoded, each name once, scopes separated by one space";

    public TokenVerdict Judge(Jwt jwt, DateTimeOffset expiresAt)
    {
        if (Json.Text(jwt.Payload, "scope") is not { } list)
        {
            return TokenRefusal.Malformed(new(
                "scope", jwt.Payload.Shape("scope"), "one string of scopes, separated by spaces",
                "An access token has grants instead, and says so in its header.")
            {
                Fix = token => token.WithClaim("scope", Joined(token)),
            });
        }

        var scopes = list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CapabilityScope.Parse).ToList();
        if (scopes.Contains(null))
        {
            return TokenRefusal.Malformed(new(
                "scope", "a list with a scope of another form", ScopeForm, "Encode client names and parameters before they go in.")
            {
                Fix = token => token.WithClaim("scope", ""),
            });
        }

        var incoming = scopes.LastOrDefault(scope => scope is { Service: "client", Privilege: "incoming" })?.Params;
        var outgoing = scopes.LastOrDefault(scope => scope is { Service: "client", Privilege: "outgoing" })?.Params;
        var callerName = outgoing?.GetValueOrDefault("clientName");
        var name = incoming is null ? callerName : incoming.GetValueOrDefault("clientName", "");
        if (Array.Find([name, callerName], text => text is not null && !ClientName.IsValid(text)) is { } invalid)
        {
            return TokenRefusal.Malformed(ClientName.Defect(
                "clientName", invalid, (token, safe) => token.WithClaim("scope", Renamed(list, invalid, safe))));
        }

        var applicationSid = outgoing?.GetValueOrDefault("appSid", "");
        var parameters = Form.Parse(outgoing?.GetValueOrDefault("appParams", "") ?? "");
        return new TokenGrant(name, incoming is not null, applicationSid, [.. parameters], expiresAt)
        {
            CallerName = callerName,
            Warnings = [.. Warnings(scopes!, name, outgoing)],
        };
    }

    private IEnumerable<TokenDefect> Warnings(List<CapabilityScope> scopes, string? name, IReadOnlyDictionary<string, string>? outgoing)
    {
        if (!scopes.Exists(scope => scope.Service == "client"))
        {
            yield return new(
                "scope", "without a scope for calls", "scope:client:incoming or scope:client:outgoing", "It allows no calls.");
        }

        if (scopes.Exists(scope => (scope.Service, scope.Privilege)
            is not (("client", "incoming" or "outgoing") or ("stream", "subscribe"))))
        {
            yield return new(
                "scope", "a list with an unknown scope", "client:incoming, client:outgoing, stream:subscribe", "It is ignored.");
        }

        if (scopes.Count(scope => scope is { Service: "client", Privilege: "incoming" }) > 1)
        {
            yield return new("scope", "a list with two incoming scopes", "one", "The last one counts.");
        }

        if (scopes.Count(scope => scope is { Service: "client", Privilege: "outgoing" }) > 1)
        {
            yield return new("scope", "a list with two outgoing scopes", "one", "The last one counts.");
        }

        if (outgoing is null)
        {
            yield break;
        }

        if (outgoing.GetValueOrDefault("appSid") != account.ApplicationSid)
        {
            yield return new(
                "appSid", "not the sandbox's application", account.ApplicationSid, "Outgoing calls will be refused with 31100.");
        }

        if (outgoing.GetValueOrDefault("clientName") != name || name is null)
        {
            yield return new(
                "clientName", "missing from the outgoing scope, or another name than in the incoming one", "the same name in both",
                "Calls come from the name in the outgoing scope; without one, from Anonymous.");
        }
    }

    private static string Joined(Jwt jwt) =>
        jwt.Payload.TryGetProperty("scope", out var scope) && scope.ValueKind == JsonValueKind.Array
            ? string.Join(' ', scope.EnumerateArray())
            : "";

    // The name stands in the list as its issuer encoded it: every scope is written anew.
    private static string Renamed(string list, string name, string safe)
    {
        var scopes = list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => CapabilityScope.Parse(text)!);
        return string.Join(' ', scopes.Select(scope => $"scope:{scope.Service}:{scope.Privilege}?{string.Join('&', Parameters(scope))}"));

        IEnumerable<string> Parameters(CapabilityScope scope) => scope.Params
            .Append(new("clientName", ""))
            .DistinctBy(pair => pair.Key)
            .Select(pair => (pair.Key, Value: pair.Key == "clientName" && pair.Value == name ? safe : pair.Value))
            .Select(pair => $"{pair.Key}={WebUtility.UrlEncode(pair.Value)}");
    }
}
