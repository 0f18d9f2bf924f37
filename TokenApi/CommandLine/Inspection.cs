using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenApi.Tokens;
using TwilioTokens;

namespace TokenApi.CommandLine;

/// <summary>What a token says, claim by claim in words, and what of it Twilio would refuse.</summary>
internal sealed class Inspection
{
    // On one line, and with every control character escaped, as in Show.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _lines = [];
    private readonly DateTimeOffset _now;
    private bool _isAccessToken;

    private Inspection(DateTimeOffset now) => _now = now;

    /// <summary>What is wrong, and what would be accepted instead.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Could the signature be checked at all?</summary>
    public bool SignatureChecked { get; private set; }

    /// <param name="token">The token, whatever it is.</param>
    /// <param name="twilio">The account that should have made it; null to leave account and signature unchecked.</param>
    /// <param name="now">The moment to judge it at.</param>
    public static Inspection Of(string token, TwilioOptions? twilio, DateTimeOffset now)
    {
        var inspection = new Inspection(now);
        if (JwtText.TryRead(token, out var jwt, out var fault))
        {
            inspection._isAccessToken = jwt.Header.TryGetProperty("cty", out _) || jwt.Payload.TryGetProperty("grants", out _);
            inspection.Inspect(jwt, twilio);
        }
        else
        {
            inspection.Refuse("token", fault, "header.payload.signature, each base64url without padding, the first two a JSON object", 31204);
        }

        return inspection;
    }

    public void WriteTo(TextWriter output)
    {
        _lines.ForEach(output.WriteLine);
        if (_lines.Count > 0)
        {
            output.WriteLine();
        }

        output.WriteLine(
            Faults.Count > 0 ? "It would be refused:"
            : SignatureChecked ? "It would be accepted now."
            : "Nothing is wrong with what it says. Whether it would be accepted depends on its signature, which was not checked.");
        Faults.ForEach(output.WriteLine);
    }

    /// <summary>Explains one member.</summary>
    public void Say(string name, string text) => _lines.Add($"  {name,-6} {text}");

    /// <summary>Notes a fault, what would be accepted, and the code that Twilio answers with.</summary>
    public void Refuse(string name, string fault, string accepted, int code) =>
        Faults.Add($"  {name}: {fault}\n    Accepted: {accepted}. Twilio's code: {code}.");

    /// <summary>A value from the token, with nothing in it that a terminal would obey.</summary>
    public static string Show(string value) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);

    /// <summary>The member as text, of any type; null when it is missing.</summary>
    public static string? Show(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? null : Text(json, name) is { } text ? Show(text) : Json(value);

    /// <summary>The member, when it is a string.</summary>
    public static string? Text(JsonElement json, string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            return null;
        }
    }

    private static string Json(JsonElement value)
    {
        try
        {
            return JsonSerializer.Serialize(value, Relaxed);
        }
        catch (InvalidOperationException)
        {
            return Show(value.GetRawText());
        }
    }

    private void Inspect(JwtText jwt, TwilioOptions? twilio)
    {
        _lines.Add(_isAccessToken ? "Access token, for Twilio's Voice SDKs." : "Capability token, for Twilio's Voice JavaScript SDK.");
        _lines.Add("Header");
        Expect(jwt.Header, "alg", "HS256", "signed with HMAC-SHA256");
        Expect(jwt.Header, "typ", "JWT", "a JSON Web Token");
        if (_isAccessToken)
        {
            Expect(jwt.Header, "cty", "twilio-fpa;v=1", "what makes it an access token");
            if (Show(jwt.Header, "twr") is { } region)
            {
                Say("twr", $"{region}: the region that its API key belongs to");
            }
        }

        _lines.Add("Claims");
        if (_isAccessToken)
        {
            AccessTokenRules.Inspect(this, jwt.Payload, twilio);
        }
        else
        {
            CapabilityRules.Inspect(this, jwt.Payload, twilio);
        }

        InspectTimes(jwt.Payload);
        _lines.Add("Signature");
        InspectSignature(jwt, twilio);
    }

    private void Expect(JsonElement json, string name, string expected, string meaning)
    {
        Say(name, $"{Show(json, name) ?? "missing"}: {meaning}");
        if (Text(json, name) != expected)
        {
            Refuse(name, "It is another one, or missing.", $"\"{expected}\"", Code(31204, access: 20102));
        }
    }

    private void InspectTimes(JsonElement payload)
    {
        const string seconds = "a whole number of seconds since 1970";
        var now = _now.ToUnixTimeSeconds();
        var iat = Seconds(payload, "iat");
        if (payload.TryGetProperty("iat", out _))
        {
            Say("iat", $"{Show(payload, "iat")}: made {Moment(iat)}");
            if (iat is null)
            {
                Refuse("iat", "It is no time.", $"{seconds}; or none", Code(31204, access: 20101));
            }
        }

        if (payload.TryGetProperty("nbf", out _))
        {
            var nbf = Seconds(payload, "nbf");
            Say("nbf", $"{Show(payload, "nbf")}: begins {Moment(nbf)}");
            if (nbf is null || nbf > now)
            {
                Refuse("nbf", nbf is null ? "It is no time." : $"It begins in {nbf - now} s. Is the clock of its issuer fast?", $"{seconds}, up to now; or none", Code(31204, access: 20105));
            }
        }

        var exp = Seconds(payload, "exp");
        Say("exp", $"{Show(payload, "exp") ?? "missing"}: ends {Moment(exp)}");
        var accepted = $"{seconds}, from {now + 1} to {now + TokenRequest.MaximumTtl}";
        if (exp is null)
        {
            Refuse("exp", "It is no time.", accepted, Code(31204, access: 20104));
        }
        else if (exp <= now)
        {
            Refuse("exp", $"It ended {now - exp} s ago. Make a new token.", accepted, Code(31205, access: 20104));
        }
        else if (exp - Math.Min(now, iat ?? now) is var life && life > TokenRequest.MaximumTtl)
        {
            // A life counts from the issue, where the token says when that was.
            Refuse("exp", $"The life of the token is {life} s, and 24 hours is the most. Are these milliseconds?", accepted, Code(31207, access: 20104));
        }
    }

    private void InspectSignature(JwtText jwt, TwilioOptions? twilio)
    {
        var (secret, what) = _isAccessToken ? (twilio?.ApiKeySecret, "Twilio:ApiKeySecret") : (twilio?.AuthToken, "Twilio:AuthToken");
        SignatureChecked = !string.IsNullOrEmpty(secret);
        if (!SignatureChecked)
        {
            _lines.Add($"  not checked: {what} is not configured");
            return;
        }

        var right = jwt.IsSignedWith(secret!);
        _lines.Add(right ? $"  right: made with {what}" : $"  wrong: not made with {what}");
        if (!right)
        {
            Refuse("signature", "It is not of this header and this payload, or made with another secret.", $"HMAC-SHA256 with {what}", Code(31202, access: 20107));
        }
    }

    private int Code(int capability, int access) => _isAccessToken ? access : capability;

    private static long? Seconds(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && long.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    private static string Moment(long? seconds) => seconds is >= 0 and <= 253_402_300_799
        ? string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeSeconds(seconds.Value):yyyy-MM-dd HH:mm:ss} UTC")
        : "at no time that a calendar has";
}
