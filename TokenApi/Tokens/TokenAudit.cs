using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;

namespace TokenApi.Tokens;

/// <summary>
/// Records every token that is issued or refused: in the log, in the counter <c>tokenapi.tokens</c> and on the span of the request. It records
/// neither the token nor the parameters.
/// </summary>
internal sealed class TokenAudit
{
    // As in /api/tokens/{kind}.
    public const string Capability = "capability";
    public const string Access = "access";

    private const string Issued = "issued";
    private const string Refused = "refused";

    private readonly ILogger<TokenAudit> _logger;
    private readonly Counter<long> _tokens;

    public TokenAudit(ILogger<TokenAudit> logger, IMeterFactory meters, IHostEnvironment environment)
    {
        _logger = logger;
        // ServiceDefaults exports the meter with the name of the application.
        _tokens = meters.Create(environment.ApplicationName)
            .CreateCounter<long>("tokenapi.tokens", unit: "{token}", description: "Requests for tokens, by kind and outcome.");
    }

    public void RecordIssued(string kind, TokenPolicy policy, DateTimeOffset expiresAt, string? jti = null)
    {
        _logger.LogInformation(
            "Token {Outcome}: kind {Kind}, identity {Identity}, scopes {Scopes}, ttl {Ttl} s, expires {ExpiresAt:O}, jti {Jti}",
            Issued, kind, policy.Identity, string.Join(' ', policy.Scopes), policy.Ttl, expiresAt, jti ?? "none");
        _tokens.Add(1, new("kind", kind), new("outcome", Issued), new("status", StatusCodes.Status200OK));
        Activity.Current?
            .SetTag("token.outcome", Issued)
            .SetTag("token.kind", kind)
            .SetTag("token.identity", policy.Identity)
            .SetTag("token.scopes", policy.Scopes)
            .SetTag("token.ttl", policy.Ttl)
            .SetTag("token.expires_at", expiresAt.ToUnixTimeSeconds())
            .SetTag("token.jti", jti);
    }

    // skipped: the earlier refusals of this kind that were not logged; null when this one is not logged either.
    public void RecordRefused(string kind, string? identity, IPAddress? address, int status, int? skipped)
    {
        if (skipped is not null)
        {
            _logger.LogWarning(
                "Token {Outcome}: kind {Kind}, identity {Identity}, address {Address}, status {Status}. {Skipped} earlier refusals like this were not logged",
                Refused, kind, identity ?? "none", address?.ToString() ?? "unknown", status, skipped);
        }

        _tokens.Add(1, new("kind", kind), new("outcome", Refused), new("status", status));
        Activity.Current?
            .SetTag("token.outcome", Refused)
            .SetTag("token.kind", kind)
            .SetTag("token.identity", identity);
    }
}
