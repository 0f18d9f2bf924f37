using Microsoft.Extensions.Options;

namespace TwilioSandbox.Tokens;

/// <summary>Decides about tokens of either kind, as Twilio does, and says why, as Twilio does not.</summary>
/// <remarks>
/// The order is parse, header, account or key, signature, times, scopes or grants: the first defect decides the code.
/// Shares no code with the issuer: it must be able to find the issuer wrong.
/// </remarks>
internal sealed class TokenJudge(IOptions<SandboxOptions> options, TimeProvider time)
{
    private readonly IssuerRules _issuer = new(options.Value);
    private readonly TimeRules _times = new(options.Value.ClockSkew);
    private readonly ScopeRules _scopes = new(options.Value);
    private readonly GrantRules _grants = new(options.Value);

    public TokenVerdict Judge(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return TokenRefusal.Missing(new("token", "missing", "a JWT", "Pass one to the constructor of Device."));
        }

        if (!Jwt.TryParse(token, out var jwt, out var defect))
        {
            return TokenRefusal.Malformed(defect);
        }

        // Looked at once: what is accepted, and what would be, is so at one time.
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var verdict = Judge(jwt, now);
        return verdict.Refusal is { } refusal
            ? refusal with { Defect = refusal.Defect with { Nearest = NearestToken.Find(jwt, other => Judge(other, now)) } }
            : verdict;
    }

    private TokenVerdict Judge(Jwt jwt, long now)
    {
        var kind = HeaderRules.KindOf(jwt);
        if ((HeaderRules.Judge(jwt) ?? _issuer.Judge(jwt, kind) ?? _times.Judge(jwt, now)) is { } refusal)
        {
            return refusal;
        }

        var verdict = kind == TokenKind.Access ? _grants.Judge(jwt, _times.EndOf(jwt)) : _scopes.Judge(jwt, _times.EndOf(jwt));
        return verdict.Grant is { } grant ? grant with { Warnings = [.. grant.Warnings, .. _times.Warnings(jwt, now)] } : verdict;
    }
}
