using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>
/// Builds a Twilio access token, the successor of the <see cref="Capability"/> token: what the Voice SDKs for browsers and phones take.
/// It is signed with an API key, which can be revoked on its own, instead of the account's auth token.
/// </summary>
/// <remarks>
/// Twilio itself accepts only identities of 1 to 121 letters, digits and underscores; the HTTP API enforces that, this class does not.
/// An instance may generate any number of tokens. It is not safe for use by several threads at once.
/// </remarks>
/// <example>
/// <code>
/// var token = new AccessToken(accountSid, apiKeySid, apiKeySecret, "alice")
///     .AddGrant(new VoiceGrant { IncomingAllow = true, OutgoingApplicationSid = applicationSid })
///     .Generate(ttl: 600);
/// </code>
/// </example>
public sealed class AccessToken
{
    private static readonly byte[] HeaderWithoutRegion = CompactJwt.Header("""{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}""");

    // The default encoder would make six characters of each letter outside ASCII. "Unsafe" means in HTML, where this never gets.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _accountSid;
    private readonly string _apiKeySid;
    private readonly string? _identity;
    private readonly SignatureProvider _signer;
    private readonly byte[] _header;
    private readonly TimeProvider _time;

    private VoiceClaim? _voice;

    /// <summary>Starts a token that allows nothing.</summary>
    /// <param name="accountSid">The account, <c>AC…</c>.</param>
    /// <param name="apiKeySid">An API key of the account, <c>SK…</c>.</param>
    /// <param name="apiKeySecret">The secret of that key. Not the account's auth token.</param>
    /// <param name="identity">Whose token it is: the name that calls go to and come from.</param>
    /// <param name="region">The region that the key was made in, such as <c>ie1</c>; null or empty for Twilio's default, <c>us1</c>.</param>
    /// <param name="timeProvider">The clock that times are counted from; the system's when null.</param>
    /// <exception cref="ArgumentException">A text is empty or not valid Unicode, or a SID or the secret is null.</exception>
    public AccessToken(
        string accountSid, string apiKeySid, string apiKeySecret, string? identity = null, string? region = null, TimeProvider? timeProvider = null)
    {
        _accountSid = Required(accountSid, nameof(accountSid));
        _apiKeySid = Required(apiKeySid, nameof(apiKeySid));
        _signer = SigningKeys.For(Required(apiKeySecret, nameof(apiKeySecret)));
        _identity = identity is null ? null : Required(identity, nameof(identity));
        _header = string.IsNullOrEmpty(region) ? HeaderWithoutRegion : HeaderWith(Required(region, nameof(region)));
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Allows what <paramref name="grant"/> says, and nothing that an earlier call said: a token has one grant of a kind.</summary>
    /// <param name="grant">Read now; what is changed in its parameters later has no effect.</param>
    /// <exception cref="ArgumentException">The grant is null, a text in it is not valid Unicode, or a parameter cannot be written as JSON.</exception>
    public AccessToken AddGrant(VoiceGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);

        _voice = VoiceClaim.Of(grant);
        return this;
    }

    /// <summary>Signs a token for what has been allowed so far.</summary>
    /// <param name="ttl">How long it is valid, in seconds from now, at least 1. Twilio refuses tokens that live longer than 24 hours (86400).</param>
    /// <param name="notBefore">
    /// When it begins to be valid; at once when null. Give none without need: with a clock that is fast, "now" is "not yet valid" to Twilio.
    /// </param>
    /// <returns>The token, a JWT in compact form.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public string Generate(int ttl = 3600, DateTimeOffset? notBefore = null) => Issue(ttl, notBefore).Token;

    /// <summary>As <see cref="Generate"/>, with what the token says beside it.</summary>
    internal IssuedAccessToken Issue(int ttl, DateTimeOffset? notBefore = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ttl);

        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new AccessTokenClaims(
            // Twilio's libraries stop after the time, and so give two tokens of one second the same identifier.
            $"{_apiKeySid}-{now}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
            _apiKeySid,
            _accountSid,
            now,
            notBefore?.ToUnixTimeSeconds(),
            now + ttl,
            new(_identity, _voice));

        return new(CompactJwt.Sign(_header, JsonSerializer.SerializeToUtf8Bytes(claims, Json), _signer), claims);
    }

    private static byte[] HeaderWith(string region) =>
        CompactJwt.Header($$"""{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1","twr":{{JsonSerializer.Serialize(region)}}}""");

    private static string Required(string value, string paramName)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, paramName);
        UnicodeText.ThrowIfMalformed(value, paramName);
        return value;
    }
}

/// <summary>A signed token and the claims in it.</summary>
internal readonly record struct IssuedAccessToken(string Token, AccessTokenClaims Claims)
{
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(Claims.ExpiresAt);
}
