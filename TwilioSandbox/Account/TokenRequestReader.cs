using System.Text.Json;
using System.Text.Json.Serialization;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Account;

/// <summary>Reads the body of <c>POST /sandbox/tokens</c>. Names each field that breaks a rule, together with the rule.</summary>
internal static class TokenRequestReader
{
    private const int MaximumTtl = 86400; // documented: Twilio refuses tokens that live longer

    private const string Boolean = "must be true or false.";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    private static readonly Dictionary<string, string> s_rules = new(StringComparer.Ordinal)
    {
        ["client"] = $"must be 1 to {ClientName.MaxLength} letters (A-Z, a-z), digits or underscores.",
        ["incoming"] = Boolean,
        ["outgoing"] = Boolean,
        ["kind"] = "must be capability or access.",
        ["ttl"] = $"must be a whole number of seconds from 1 to {MaximumTtl}.",
        [""] = "The body must be one JSON object, with each field once.",
    };

    public static TokenRequest? Read(ReadOnlySpan<byte> body, bool hasApiKey, out Dictionary<string, string[]> errors)
    {
        errors = new(StringComparer.Ordinal);
        if (Parse(body, errors) is not { } request)
        {
            return null;
        }

        errors = Check(request, hasApiKey);
        return errors.Count == 0 ? request : null;
    }

    /// <summary>The rules that a request breaks, by field.</summary>
    public static Dictionary<string, string[]> Check(TokenRequest request, bool hasApiKey)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.Client is null)
        {
            errors["client"] = [$"is missing; it {s_rules["client"]}"];
        }
        else if (!ClientName.IsValid(request.Client))
        {
            errors["client"] = [s_rules["client"]];
        }

        if (request is { Incoming: not true, Outgoing: not true } and not { Incoming: null, Outgoing: null })
        {
            errors["incoming"] = errors["outgoing"] = ["At least one of incoming and outgoing must be true."];
        }

        if (request.Kind is not (null or "capability" or "access"))
        {
            errors["kind"] = [s_rules["kind"]];
        }
        else if (request.Kind == "access" && !hasApiKey)
        {
            errors["kind"] = ["access needs an API key. Set Sandbox:ApiKeySid and Sandbox:ApiKeySecret, or use capability."];
        }

        if (request.Ttl is < 1 or > MaximumTtl)
        {
            errors["ttl"] = [s_rules["ttl"]];
        }

        return errors;
    }

    private static TokenRequest? Parse(ReadOnlySpan<byte> body, Dictionary<string, string[]> errors)
    {
        try
        {
            if (JsonSerializer.Deserialize<TokenRequest>(body, s_json) is { } request)
            {
                return request;
            }

            errors[""] = [s_rules[""]];
        }
        catch (JsonException e)
        {
            // The path is $.name for a field, and $ when the body is not JSON.
            var name = e.Path?.TrimStart('$', '.') ?? "";
            errors[name] = [s_rules.GetValueOrDefault(name, "is not accepted. The fields are client, incoming, outgoing, kind and ttl; the sandbox sets account and application.")];
        }

        return null;
    }
}
