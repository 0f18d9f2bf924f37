using System.Globalization;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Voice;

/// <summary>The form fields of the webhooks of a call, as seen in a trace of Twilio.</summary>
internal sealed class CallForm
{
    private readonly Dictionary<string, string> _fields;
    private IReadOnlyDictionary<string, string> _custom = new Dictionary<string, string>();

    /// <summary>A client or a telephone calls the application.</summary>
    public const string Inbound = "inbound";

    /// <summary>The REST API calls.</summary>
    public const string OutboundApi = "outbound-api";

    /// <summary>A <c>&lt;Dial&gt;</c> calls.</summary>
    public const string OutboundDial = "outbound-dial";

    /// <param name="accountSid">The account.</param>
    /// <param name="callSid">The leg whose TwiML runs.</param>
    /// <param name="from">The caller.</param>
    /// <param name="to">The callee.</param>
    /// <param name="direction">Such as <see cref="Inbound"/>.</param>
    public CallForm(string accountSid, string callSid, string from, string to, string direction) => _fields = new(StringComparer.Ordinal)
    {
        ["AccountSid"] = accountSid,
        ["ApiVersion"] = "2010-04-01",
        ["CallSid"] = callSid,
        ["Called"] = to,
        ["Caller"] = from,
        ["Direction"] = direction,
        ["From"] = from,
        ["To"] = to,
    };

    /// <summary>Such as <c>client:bob</c>.</summary>
    public string From => _fields["From"];

    /// <summary>The callee that the caller asks for, if the parameters of page or token have <c>To</c>.</summary>
    public string To => _fields["To"];

    /// <summary>The form of a client's call.</summary>
    /// <param name="options">The account.</param>
    /// <param name="callSid">The caller's leg.</param>
    /// <param name="grant">The caller's token.</param>
    /// <param name="callParams">The parameters of <c>Device.connect</c>, as a query string.</param>
    public static CallForm OfClient(SandboxOptions options, string callSid, TokenGrant grant, string callParams)
    {
        // The token's parameters come first, so that the page cannot change them.
        var custom = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in grant.ApplicationParams.Concat(Form.Parse(callParams)))
        {
            custom.TryAdd(name, value);
        }

        var form = new CallForm(options.AccountSid, callSid, $"client:{grant.CallerName ?? "Anonymous"}", custom.GetValueOrDefault("To", ""), Inbound) { _custom = custom };
        form._fields["ApplicationSid"] = options.ApplicationSid;
        return form;
    }

    public IReadOnlyDictionary<string, string> With(string callStatus, params IEnumerable<KeyValuePair<string, string>> more)
    {
        var form = new Dictionary<string, string>(_fields, StringComparer.Ordinal) { ["CallStatus"] = callStatus };
        foreach (var (name, value) in more)
        {
            form[name] = value;
        }

        return form;
    }

    /// <summary>For the Voice URL: with the parameters of page and token, except those that would replace Twilio's own, such as <c>From</c>.</summary>
    public IReadOnlyDictionary<string, string> WithCustom(string callStatus, params IEnumerable<KeyValuePair<string, string>> more) =>
        With(callStatus, _custom.Where(field => !_fields.ContainsKey(field.Key) && field.Key != "CallStatus").Concat(more));

    /// <summary>For a callee's leg, which Twilio treats as a call of its own: without the parameters of page and token.</summary>
    public IReadOnlyDictionary<string, string> ForChild(string callSid, string callee, string from) => With(
        CallStatus.Initiated,
        new("CallSid", callSid),
        new("Called", callee),
        new("Caller", from),
        new("Direction", OutboundDial),
        new("From", from),
        new("ParentCallSid", _fields["CallSid"]),
        new("To", callee));

    /// <summary>Such as <c>Mon, 30 Nov 2026 09:00:00 +0000</c>.</summary>
    public static string Rfc2822(DateTimeOffset time) => time.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    // The clock may have been set back.
    public static string Seconds(TimeSpan duration) => Math.Max(0, Math.Floor(duration.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
}
