using System.Net;
using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>What a capability token allows: the scopes in its claim <c>scope</c>.</summary>
internal sealed class ScopeRules(SandboxOptions account)
{
    private const string ScopeForm = "scope:service:privilege?name=value&…, with form-encoded values, each name once, and one space between scopes";

    public TokenVerdict Judge(Jwt jwt, DateTimeOffset expiresAt)
    {
        if (Json.Text(jwt.Payload, "scope") is not { } list)
        {
            return TokenRefusal.Malformed(new(
                "scope", jwt.Payload.Shape("scope"), "one string of scopes, separated by spaces", "An access token has grants instead, and says so in its header.",
                token => token.WithClaim("scope", Joined(token))));
        }

        var parsed = list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CapabilityScope.Parse).ToList();
        var scopes = parsed.OfType<CapabilityScope>().ToList();
        if (scopes.Count < parsed.Count)
        {
            return TokenRefusal.Malformed(new(
                "scope", "a list with a scope of another form", ScopeForm, "Encode client names and parameters before they go in.",
                token => token.WithClaim("scope", "")));
        }

        var incoming = scopes.FindLast(scope => scope.Is("incoming"))?.Params;
        var outgoing = scopes.FindLast(scope => scope.Is("outgoing"))?.Params;
        var callerName = outgoing?.GetValueOrDefault("clientName");
        var name = incoming is null ? callerName : incoming.GetValueOrDefault("clientName", "");
        if (Array.Find([name, callerName], text => text is not null && !ClientName.IsValid(text)) is { } invalid)
        {
            var defect = ClientName.Defect("clientName", invalid, (token, safe) => token.WithClaim("scope", Renamed(scopes, invalid, safe)));
            return invalid.Length == 0 ? TokenRefusal.Malformed(defect) : TokenRefusal.InvalidName(defect);
        }

        var parameters = Form.Parse(outgoing?.GetValueOrDefault("appParams", "") ?? "");
        return new TokenGrant(name, incoming is not null, outgoing?.GetValueOrDefault("appSid", ""), [.. parameters], expiresAt)
        {
            CallerName = callerName,
            Warnings = [.. ScopeWarnings(scopes), .. ClientName.Warnings("clientName", name), .. outgoing is null ? [] : OutgoingWarnings(outgoing, name)],
        };
    }

    private static IEnumerable<TokenDefect> ScopeWarnings(List<CapabilityScope> scopes)
    {
        if (!scopes.Exists(scope => scope.Service == "client"))
        {
            yield return new("scope", "without a scope for calls", "scope:client:incoming or scope:client:outgoing", "The token allows no calls.");
        }

        if (scopes.Exists(scope => !(scope.Is("incoming") || scope.Is("outgoing") || scope is { Service: "stream", Privilege: "subscribe" })))
        {
            yield return new("scope", "a list with an unknown scope", "client:incoming, client:outgoing, stream:subscribe", "The unknown scope is ignored.");
        }

        foreach (var privilege in (string[])["incoming", "outgoing"])
        {
            if (scopes.Count(scope => scope.Is(privilege)) > 1)
            {
                yield return new("scope", $"a list with two {privilege} scopes", "one", "Only the last one counts.");
            }
        }
    }

    private IEnumerable<TokenDefect> OutgoingWarnings(IReadOnlyDictionary<string, string> outgoing, string? name)
    {
        if (outgoing.GetValueOrDefault("appSid") != account.ApplicationSid)
        {
            yield return new("appSid", "not the sandbox's application", account.ApplicationSid, "Outgoing calls will be refused with 31100.");
        }

        if (outgoing.GetValueOrDefault("clientName") != name || name is null)
        {
            yield return new(
                "clientName", "missing from the outgoing scope, or different from the incoming one", "the same name in both",
                "Calls come from the name in the outgoing scope. Without it, they come from Anonymous.");
        }
    }

    private static string Joined(Jwt jwt) =>
        jwt.Payload.TryGetProperty("scope", out var scope) && scope.ValueKind == JsonValueKind.Array ? string.Join(' ', scope.EnumerateArray()) : "";

    // Scopes are written again, because the name is encoded in the list.
    private static string Renamed(IEnumerable<CapabilityScope> scopes, string name, string safe)
    {
        return string.Join(' ', scopes.Select(scope => $"scope:{scope.Service}:{scope.Privilege}?{string.Join('&', Parameters(scope))}"));

        IEnumerable<string> Parameters(CapabilityScope scope) => scope.Params
            .Append(new("clientName", ""))
            .DistinctBy(pair => pair.Key)
            .Select(pair => (pair.Key, Value: pair.Key == "clientName" && pair.Value == name ? safe : pair.Value))
            .Select(pair => $"{pair.Key}={WebUtility.UrlEncode(pair.Value)}");
    }
}
