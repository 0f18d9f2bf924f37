using Microsoft.Extensions.Options;

namespace TwilioSandbox.Tokens;

/// <summary>Accepts or refuses tokens of either kind as Twilio does, and explains the decision.</summary>
/// <remarks>
/// The order is parse, header, account or key, signature, times, scopes or grants. The first defect decides the code.
/// The judge shares no code with TwilioTokens or TokenApi, so it judges their tokens independently.
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
            return TokenRefusal.Missing(new("token", "missing", "a JWT", "Pass a token to the constructor of Device."));
        }

        if (!Jwt.TryParse(token, out var jwt, out var defect))
        {
            return TokenRefusal.Malformed(defect);
        }

        // Read once, so that the verdict and the nearest accepted token apply to the same second.
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
