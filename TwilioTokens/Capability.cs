using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.IdentityModel.Tokens;

namespace TwilioTokens;

/// <summary>
/// Builds a Twilio Client capability token: a signed statement of what one browser phone may do, and until when.
/// The same scopes, in the same order and encoding, as <c>Twilio::Util::Capability</c> of twilio-ruby 3 and 4; only the filters of an event
/// stream are encoded as in Twilio's other libraries.
/// </summary>
/// <remarks>
/// Names and parameters are data: whatever they contain, they are encoded and cannot add a scope. Twilio itself accepts only
/// names of 1 to 121 letters, digits and underscores; the HTTP API enforces that, this class does not.
/// An instance may generate any number of tokens. It is not safe for use by several threads at once.
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
    private static readonly byte[] Header = CompactJwt.Header("""{"alg":"HS256","typ":"JWT"}""");

    private readonly string _issuer;
    private readonly SignatureProvider _signer;
    private readonly TimeProvider _time;

    private readonly List<string> _scopes = [];
    private string? _outgoing;
    private string? _clientName;

    /// <summary>Starts a token that allows nothing.</summary>
    /// <param name="accountSid">The account, <c>AC…</c>; when null, that of <paramref name="defaults"/>.</param>
    /// <param name="authToken">The account's auth token; when null, that of <paramref name="defaults"/>.</param>
    /// <param name="defaults">Where a missing SID or auth token comes from, each on its own. Read now, not when a token is generated.</param>
    /// <param name="timeProvider">The clock that <c>exp</c> is counted from; the system's when null.</param>
    /// <exception cref="ArgumentException">There is no account SID or no auth token, or one is empty or not valid Unicode.</exception>
    public Capability(string? accountSid = null, string? authToken = null, TwilioOptions? defaults = null, TimeProvider? timeProvider = null)
    {
        accountSid ??= defaults?.AccountSid;
        authToken ??= defaults?.AuthToken;
        if (string.IsNullOrEmpty(accountSid) || string.IsNullOrEmpty(authToken))
        {
            throw new ArgumentException("Account SID and auth token are required");
        }

        UnicodeText.ThrowIfMalformed(accountSid);
        _issuer = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(accountSid); // "unsafe" means in HTML, where this never gets
        _signer = SigningKeys.For(authToken);
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Allows the phone to register under a name and to receive calls to it. Each call adds a name; the last one is also
    /// the name that outgoing calls come from.
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
    /// Names the client that outgoing calls come from, without allowing calls to it. Twilio calls it <c>Anonymous</c> otherwise, unless
    /// <see cref="AllowClientIncoming"/> has named it. The old Ruby library had no such method; its successors take the name with the outgoing scope.
    /// </summary>
    /// <param name="clientName">The name.</param>
    /// <exception cref="ArgumentException">The name is null, empty or not valid Unicode.</exception>
    public Capability WithClientName(string clientName)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientName);

        _clientName = FormEncoding.Encode(clientName);
        return this;
    }

    /// <summary>Allows the phone to make calls through one TwiML application. The last call of this method wins entirely.</summary>
    /// <param name="applicationSid">The application, <c>AP…</c>.</param>
    /// <param name="parameters">What Twilio sends to the application's Voice URL with each call. Read now; later changes have no effect.</param>
    /// <exception cref="ArgumentException">The SID is null or empty, a parameter's key or value is null, or a text is not valid Unicode.</exception>
    public Capability AllowClientOutgoing(string applicationSid, IEnumerable<KeyValuePair<string, string>>? parameters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(applicationSid);

        _outgoing = $"scope:client:outgoing?appSid={FormEncoding.Encode(applicationSid)}{Field("appParams", parameters)}";
        return this;
    }

    /// <summary>Allows the holder to subscribe to the account's event stream. Each call adds a subscription.</summary>
    /// <param name="filters">
    /// Which events; all when null or empty. Encoded as Twilio's PHP and Python libraries do: the Ruby library put the text of its Hash here.
    /// </param>
    /// <exception cref="ArgumentException">A filter's key or value is null or not valid Unicode.</exception>
    public Capability AllowEventStream(IEnumerable<KeyValuePair<string, string>>? filters = null)
    {
        _scopes.Add($"scope:stream:subscribe?path=%2F2010-04-01%2FEvents{Field("params", filters)}");
        return this;
    }

    /// <summary>Signs a token for what has been allowed so far.</summary>
    /// <param name="ttl">How long it is valid, in seconds from now, at least 1. Twilio refuses tokens that live longer than 24 hours (86400).</param>
    /// <returns>The token, a JWT in compact form.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public string Generate(int ttl = 3600) => Issue(ttl).Token;

    /// <summary>As <see cref="Generate"/>, with what the token says beside it.</summary>
    internal IssuedCapability Issue(int ttl)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ttl);

        var scope = Scope();
        var expires = _time.GetUtcNow().ToUnixTimeSeconds() + ttl;
        return new(CompactJwt.Sign(Header, Payload(scope, expires), _signer), scope, DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    // scope:client:incoming?clientName=alice scope:client:outgoing?appSid=AP…&appParams=k%3Dv&clientName=alice
    // The outgoing scope is put together last, because a name that was allowed after it belongs into it too.
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
    // The scope needs no escaping: its encoding leaves nothing that means something in JSON. There is no nbf and no iat: a server whose clock
    // is fast must not issue tokens that are "not yet valid".
    private byte[] Payload(string scope, long expires) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"scope":"{{scope}}","iss":"{{_issuer}}","exp":{{expires}}}"""));

    // Encoded twice: once as a form, and once more as the value of one field of the scope. Only so can a value hold '&' or '='.
    private static string Field(string name, IEnumerable<KeyValuePair<string, string>>? pairs)
    {
        var form = pairs is null ? "" : FormEncoding.Encode(pairs);
        return form.Length == 0 ? "" : $"&{name}={FormEncoding.Encode(form)}";
    }
}

/// <summary>A signed token, the value of its <c>scope</c> claim, and the second in which it ends.</summary>
internal readonly record struct IssuedCapability(string Token, string Scope, DateTimeOffset ExpiresAt);
