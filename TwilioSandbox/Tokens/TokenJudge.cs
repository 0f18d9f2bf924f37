using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace TwilioSandbox.Tokens;

/// <summary>Decides about capability tokens, as Twilio does, and says why, as Twilio does not.</summary>
/// <remarks>
/// The order is parse, header, account, signature, times, scopes: the first fault decides the code.
/// Shares no code with the issuer: it must be able to find the issuer wrong.
/// </remarks>
internal sealed partial class TokenJudge(IOptions<SandboxOptions> options, TimeProvider time)
{
    // 24 h is the longest life of a token (documented, error 31207).
    private const long MaxLifeSeconds = 86_400;

    public TokenVerdict Judge(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return TokenRefusal.Missing("The listen message carried no token. Give one to Device.setup.");
        }

        if (!Jwt.TryParse(token, out var jwt, out var fault))
        {
            return TokenRefusal.Malformed(fault);
        }

        return JudgeHeader(jwt) ?? JudgeAccount(jwt) ?? JudgeTimes(jwt, out var expiresAt) ?? JudgeScopes(jwt, expiresAt);
    }

    private static TokenRefusal? JudgeHeader(Jwt jwt)
    {
        if (Json.Text(jwt.Header, "alg") != "HS256")
        {
            return TokenRefusal.Malformed($"Header 'alg' is {Shape(jwt.Header, "alg")}; only \"HS256\" is accepted.");
        }

        if (Json.Text(jwt.Header, "typ") != "JWT")
        {
            return TokenRefusal.Malformed($"Header 'typ' is {Shape(jwt.Header, "typ")}; it must be \"JWT\".");
        }

        return jwt.Header.TryGetProperty("cty", out _)
            ? TokenRefusal.Malformed("Header 'cty' is present: this is an access token, and a capability token was expected.")
            : null;
    }

    private TokenRefusal? JudgeAccount(Jwt jwt)
    {
        if (Json.Text(jwt.Payload, "iss") != options.Value.AccountSid)
        {
            return TokenRefusal.UnknownAccount(
                $"'iss' is {Shape(jwt.Payload, "iss")}; the only account here is the sandbox account {options.Value.AccountSid}.");
        }

        return jwt.IsSignedWith(options.Value.AuthToken)
            ? null
            : TokenRefusal.BadSignature("The signature is not HMAC-SHA256 over header.payload with the auth token of the account in 'iss'.");
    }

    private TokenRefusal? JudgeTimes(Jwt jwt, out DateTimeOffset expiresAt)
    {
        expiresAt = default;
        if (!TryGetSeconds(jwt.Payload, "exp", out var exp))
        {
            return TokenRefusal.Malformed($"'exp' is {Shape(jwt.Payload, "exp")}; it must be an integer, in seconds since 1970.");
        }

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (exp <= now)
        {
            return TokenRefusal.Expired($"'exp' was {now - exp} s ago. Ask for a new token.");
        }

        if (exp - now > MaxLifeSeconds)
        {
            return TokenRefusal.LivesTooLong($"'exp' is {exp - now} s ahead; at most {MaxLifeSeconds} s (24 h) are allowed. Milliseconds instead of seconds?");
        }

        if (jwt.Payload.TryGetProperty("nbf", out _) && !(TryGetSeconds(jwt.Payload, "nbf", out var nbf) && nbf <= now))
        {
            return TokenRefusal.Malformed("'nbf' is not an integer of the past. Is the issuer's clock ahead? The claim can be left out.");
        }

        expiresAt = DateTimeOffset.FromUnixTimeSeconds(exp);
        return null;
    }

    private static TokenVerdict JudgeScopes(Jwt jwt, DateTimeOffset expiresAt)
    {
        if (Json.Text(jwt.Payload, "scope") is not { } list)
        {
            return TokenRefusal.Malformed(
                $"'scope' is {Shape(jwt.Payload, "scope")}; it must be one string of scopes, separated by spaces. An access token has none.");
        }

        string? incomingName = null, outgoingName = null, applicationSid = null;
        List<KeyValuePair<string, string>> applicationParams = [];
        foreach (var text in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var scope = CapabilityScope.Parse(text);
            switch (scope)
            {
                case null:
                    return TokenRefusal.Malformed("A scope has not the form scope:service:privilege?name=value&…, with form-encoded values, each name once.");
                case { Service: "client", Privilege: "incoming" }:
                    incomingName = scope.Params.GetValueOrDefault("clientName", "");
                    break;
                case { Service: "client", Privilege: "outgoing" }:
                    applicationSid = scope.Params.GetValueOrDefault("appSid", "");
                    outgoingName = scope.Params.GetValueOrDefault("clientName");
                    applicationParams = [.. CapabilityScope.ParseForm(scope.Params.GetValueOrDefault("appParams", ""))];
                    break;
            }
        }

        var name = incomingName ?? outgoingName;
        if (name is not null && !ClientName().IsMatch(name))
        {
            return TokenRefusal.Malformed("'clientName' must be 1 to 121 characters of A-Z a-z 0-9 _.");
        }

        return new TokenGrant(name, incomingName is not null, applicationSid, applicationParams, expiresAt);
    }

    private static bool TryGetSeconds(JsonElement json, string name, out long seconds)
    {
        seconds = 0;
        return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && long.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    // What it was, without its value: the value may be anything, a secret in the wrong place included.
    private static string Shape(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? "missing" : value.ValueKind switch
        {
            JsonValueKind.String => "another string",
            JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny(".eE") ? "a number with a fraction or exponent" : "a number",
            JsonValueKind.Null => "null",
            JsonValueKind.True or JsonValueKind.False => "a boolean",
            _ => "an object or array",
        };

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,121}\z")]
    private static partial Regex ClientName();
}
