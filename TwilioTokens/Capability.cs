using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>
/// Builds a Twilio Client capability token, which allows one browser phone to receive or make calls until it expires.
/// Scopes have the same order and encoding as in <c>Twilio::Util::Capability</c> of twilio-ruby 3 and 4. Only the filters of an event
/// stream are encoded as in Twilio's other libraries.
/// </summary>
/// <remarks>
/// Names and parameters are encoded, so they cannot add a scope. Twilio documents names of 1 to 121 letters, digits and underscores.
/// This class does not check that.
/// You can generate any number of tokens with one instance. Instances are not thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var token = new Capability(accountSid, authToken)
///     .AllowClientIncoming("alice")
///     .AllowClientOutgoing(applicationSid)
///     .Generate(ttl: 600);
/// </code>
/// </example>
public sealed class Capability
{
    private static readonly byte[] s_header = CompactJwt.Header("""{"alg":"HS256","typ":"JWT"}""");

    private readonly string _issuer;
    private readonly SignatureProvider _signer;
    private readonly TimeProvider _time;

    private readonly List<string> _scopes = [];
    private string? _outgoing;
    private string? _clientName;

    /// <summary>Starts a token that allows nothing.</summary>
    /// <param name="accountSid">The account SID, <c>AC…</c>; null to use the one in <paramref name="defaults"/>.</param>
    /// <param name="authToken">The account's auth token; null to use the one in <paramref name="defaults"/>.</param>
    /// <param name="defaults">The source of a missing SID or auth token. Later changes have no effect.</param>
    /// <param name="timeProvider">The clock; the system clock when null.</param>
    /// <exception cref="ArgumentException">The account SID or the auth token is missing, empty or not valid Unicode.</exception>
    public Capability(string? accountSid = null, string? authToken = null, TwilioOptions? defaults = null, TimeProvider? timeProvider = null)
    {
        accountSid ??= defaults?.AccountSid;
        authToken ??= defaults?.AuthToken;
        if (string.IsNullOrEmpty(accountSid) || string.IsNullOrEmpty(authToken))
        {
            throw new ArgumentException("Account SID and auth token are required");
        }

        UnicodeText.ThrowIfMalformed(accountSid);
        _issuer = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(accountSid); // "unsafe" refers to HTML
        _signer = SigningKeys.For(authToken);
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Allows the phone to register under a name and to receive calls. You can add several names. Outgoing calls come from the
    /// last one.
    /// </summary>
    /// <param name="clientName">The name.</param>
    /// <exception cref="ArgumentException">The name is null, empty or not valid Unicode.</exception>
    public Capability AllowClientIncoming(string clientName)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientName);

        _clientName = FormEncoding.Encode(clientName);
        _scopes.Add($"scope:client:incoming?clientName={_clientName}");
        return this;
    }

    /// <summary>
    /// Sets the client name that outgoing calls come from, without allowing calls to it. Without a name, calls come from
    /// <c>Anonymous</c>. In Twilio's libraries, this name is an argument of the outgoing scope.
    /// </summary>
    /// <param name="clientName">The name.</param>
    /// <exception cref="ArgumentException">The name is null, empty or not valid Unicode.</exception>
    public Capability WithClientName(string clientName)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientName);

        _clientName = FormEncoding.Encode(clientName);
        return this;
    }

    /// <summary>Allows the phone to make calls through one TwiML application. If you call this again, the new application replaces the old one.</summary>
    /// <param name="applicationSid">The SID of the application, <c>AP…</c>.</param>
    /// <param name="parameters">The parameters that Twilio sends to the Voice URL with each call. Later changes have no effect.</param>
    /// <exception cref="ArgumentException">The SID is null or empty, a parameter's key or value is null, or a string is not valid Unicode.</exception>
    public Capability AllowClientOutgoing(string applicationSid, IEnumerable<KeyValuePair<string, string>>? parameters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(applicationSid);

        _outgoing = $"scope:client:outgoing?appSid={FormEncoding.Encode(applicationSid)}{Field("appParams", parameters)}";
        return this;
    }

    /// <summary>Allows the holder to subscribe to the account's event stream. You can add several subscriptions.</summary>
    /// <param name="filters">
    /// Filters that select events; null or empty for all. They are encoded as in Twilio's PHP and Python libraries.
    /// </param>
    /// <exception cref="ArgumentException">A filter's key or value is null or not valid Unicode.</exception>
    public Capability AllowEventStream(IEnumerable<KeyValuePair<string, string>>? filters = null)
    {
        _scopes.Add($"scope:stream:subscribe?path=%2F2010-04-01%2FEvents{Field("params", filters)}");
        return this;
    }

    /// <summary>Creates and signs a token with the scopes.</summary>
    /// <param name="ttl">The lifetime in seconds, at least 1. Twilio refuses lifetimes over 24 hours (86400).</param>
    /// <returns>The token, a JWT in compact form.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public string Generate(int ttl = 3600) => Issue(ttl).Token;

    /// <summary>As <see cref="Generate"/>, with scope and expiry.</summary>
    internal IssuedCapability Issue(int ttl)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ttl);

        var scope = Scope();
        var expires = _time.GetUtcNow().ToUnixTimeSeconds() + ttl;
        return new(CompactJwt.Sign(s_header, Payload(scope, expires), _signer), scope, DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    // scope:client:incoming?clientName=alice scope:client:outgoing?appSid=AP…&appParams=k%3Dv&clientName=alice
    // The outgoing scope comes last, because it contains the last name.
    private string Scope()
    {
        if (_outgoing is null)
        {
            return string.Join(' ', _scopes);
        }

        var outgoing = _clientName is null ? _outgoing : $"{_outgoing}&clientName={_clientName}";
        return string.Join(' ', [.. _scopes, outgoing]);
    }

    // {"scope":"scope:client:incoming?clientName=alice","iss":"AC…","exp":1700003600}
    // The encoded scope contains no character that JSON escapes. Without nbf and iat, a fast clock cannot issue tokens that are "not yet valid".
    private byte[] Payload(string scope, long expires) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"scope":"{{scope}}","iss":"{{_issuer}}","exp":{{expires}}}"""));

    // Encoded twice, as a form and as one field of the scope, so that values can contain '&' and '='.
    private static string Field(string name, IEnumerable<KeyValuePair<string, string>>? pairs)
    {
        var form = pairs is null ? "" : FormEncoding.Encode(pairs);
        return form.Length == 0 ? "" : $"&{name}={FormEncoding.Encode(form)}";
    }
}

/// <summary>A signed token, its <c>scope</c> claim and its expiry.</summary>
internal readonly record struct IssuedCapability(string Token, string Scope, DateTimeOffset ExpiresAt);
