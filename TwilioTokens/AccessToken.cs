using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>
/// Builds a Twilio access token, the successor of the <see cref="Capability"/> token, for the Voice SDKs of browsers and phones.
/// An API key signs it instead of the account's auth token, so you can revoke the key without changing the auth token.
/// </summary>
/// <remarks>
/// Twilio documents identities of 1 to 121 letters, digits and underscores. This class does not check that.
/// You can generate any number of tokens with one instance. Instances are not thread-safe.
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
    private static readonly byte[] s_headerWithoutRegion = CompactJwt.Header("""{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}""");

    // The default encoder writes six characters for each letter outside ASCII. "Unsafe" refers to HTML, which never contains a payload.
    private static readonly AccessTokenJson s_json = new(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly string _accountSid;
    private readonly string _apiKeySid;
    private readonly string? _identity;
    private readonly SignatureProvider _signer;
    private readonly byte[] _header;
    private readonly TimeProvider _time;

    private VoiceClaim? _voice;

    /// <summary>Starts a token that allows nothing.</summary>
    /// <param name="accountSid">The account SID, <c>AC…</c>.</param>
    /// <param name="apiKeySid">The SID of an API key of the account, <c>SK…</c>.</param>
    /// <param name="apiKeySecret">The secret of the API key. Not the account's auth token.</param>
    /// <param name="identity">The client name that calls go to and come from.</param>
    /// <param name="region">The region of the key, such as <c>ie1</c>; null or empty for Twilio's default, <c>us1</c>.</param>
    /// <param name="timeProvider">The clock; the system clock when null.</param>
    /// <exception cref="ArgumentException">An argument is empty or not valid Unicode, or a SID or the secret is null.</exception>
    public AccessToken(
        string accountSid, string apiKeySid, string apiKeySecret, string? identity = null, string? region = null, TimeProvider? timeProvider = null)
    {
        _accountSid = Required(accountSid, nameof(accountSid));
        _apiKeySid = Required(apiKeySid, nameof(apiKeySid));
        _signer = SigningKeys.For(Required(apiKeySecret, nameof(apiKeySecret)));
        _identity = identity is null ? null : Required(identity, nameof(identity));
        _header = string.IsNullOrEmpty(region) ? s_headerWithoutRegion : HeaderWith(Required(region, nameof(region)));
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Adds a Voice grant. If you call this again, the new grant replaces the old one, because a token has one grant of each kind.</summary>
    /// <param name="grant">The grant. Later changes to its parameters have no effect.</param>
    /// <exception cref="ArgumentException">The grant is null, a string in it is not valid Unicode, or a parameter cannot be written as JSON.</exception>
    public AccessToken AddGrant(VoiceGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);

        _voice = VoiceClaim.Of(grant);
        return this;
    }

    /// <summary>Creates and signs a token with the grant.</summary>
    /// <param name="ttl">The lifetime in seconds, at least 1. Twilio refuses lifetimes over 24 hours (86400).</param>
    /// <param name="notBefore">
    /// The time when the token becomes valid; null for immediately. Do not pass the current time: if your clock is fast, Twilio refuses the token.
    /// </param>
    /// <returns>The token, a JWT in compact form.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public string Generate(int ttl = 3600, DateTimeOffset? notBefore = null) => Issue(ttl, notBefore).Token;

    /// <summary>Like <see cref="Generate"/>, but also returns the claims.</summary>
    internal IssuedAccessToken Issue(int ttl, DateTimeOffset? notBefore = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ttl);

        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new AccessTokenClaims(
            // In Twilio's libraries, jti ends after the time, so two tokens from the same second have the same jti.
            $"{_apiKeySid}-{now}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
            _apiKeySid,
            _accountSid,
            now,
            notBefore?.ToUnixTimeSeconds(),
            now + ttl,
            new(_identity, _voice));

        return new(CompactJwt.Sign(_header, JsonSerializer.SerializeToUtf8Bytes(claims, s_json.AccessTokenClaims), _signer), claims);
    }

    private static byte[] HeaderWith(string region) =>
        CompactJwt.Header($$"""{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1","twr":"{{JsonEncodedText.Encode(region)}}"}""");

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
