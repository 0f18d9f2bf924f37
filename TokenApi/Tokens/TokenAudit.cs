using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;

namespace TokenApi.Tokens;

/// <summary>
/// Tells of every token issued or refused: who, which kind, what it allows, until when. As a structured log, as the counter <c>tokenapi.tokens</c>, and as
/// attributes of the request's span. Never the token, nor what the caller put into it.
/// </summary>
internal sealed class TokenAudit
{
    /// <summary>The kinds, as in <c>/api/tokens/{kind}</c>.</summary>
    public const string Capability = "capability";

    /// <inheritdoc cref="Capability"/>
    public const string Access = "access";

    private const string Issued = "issued";
    private const string Refused = "refused";

    private readonly ILogger<TokenAudit> _logger;
    private readonly Counter<long> _tokens;

    public TokenAudit(ILogger<TokenAudit> logger, IMeterFactory meters, IHostEnvironment environment)
    {
        _logger = logger;
        // Under the application's name, which is what ServiceDefaults exports.
        _tokens = meters.Create(environment.ApplicationName)
            .CreateCounter<long>("tokenapi.tokens", unit: "{token}", description: "Tokens asked for, by kind and outcome.");
    }

    /// <param name="kind">One of the kinds above.</param>
    /// <param name="policy">Who got it, what it allows, how long.</param>
    /// <param name="expiresAt">When it ends.</param>
    /// <param name="jti">Its identifier, if it has one.</param>
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

    /// <param name="kind">One of the kinds above.</param>
    /// <param name="identity">Who wanted it; null when nobody is signed in.</param>
    /// <param name="address">Where the request came from.</param>
    /// <param name="status">The HTTP status of the answer.</param>
    public void RecordRefused(string kind, string? identity, IPAddress? address, int status)
    {
        _logger.LogWarning(
            "Token {Outcome}: kind {Kind}, identity {Identity}, address {Address}, status {Status}",
            Refused, kind, identity ?? "nobody", address?.ToString() ?? "unknown", status);
        _tokens.Add(1, new("kind", kind), new("outcome", Refused), new("status", status));
        Activity.Current?
            .SetTag("token.outcome", Refused)
            .SetTag("token.kind", kind)
            .SetTag("token.identity", identity);
    }
}
