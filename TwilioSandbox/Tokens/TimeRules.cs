using System.Globalization;

namespace TwilioSandbox.Tokens;

/// <summary>When a token is valid, to the second.</summary>
internal sealed class TimeRules(TimeSpan clockSkew)
{
    // The longest life of a token is 24 h (documented, error 31207).
    private const long MaxLife = 86_400;
    private const string Date = "an integer, in seconds since 1970";

    private readonly long _skew = (long)clockSkew.TotalSeconds;

    public TokenRefusal? Judge(Jwt jwt, long now) => jwt.Payload.TryGetSeconds("exp", out var exp)
        ? JudgeLife(jwt, exp, now) ?? JudgeOptional(jwt, "iat") ?? JudgeOptional(jwt, "nbf") ?? JudgeStart(jwt, now)
        : TokenRefusal.Malformed(NotADate(jwt, "exp", now + 3600));

    /// <summary>The first instant at which the token is no longer valid.</summary>
    public DateTimeOffset EndOf(Jwt jwt) =>
        jwt.Payload.TryGetSeconds("exp", out var exp) ? DateTimeOffset.FromUnixTimeSeconds(exp + _skew) : default;

    /// <summary>Warns of a fast clock, which is harmless as long as only <c>iat</c> shows it.</summary>
    public IEnumerable<TokenDefect> Warnings(Jwt jwt, long now) => IssuedAt(jwt) is { } issued && issued > now + _skew
        ? [new("iat", $"{issued - now} s in the future", "a time in the past", FastClockRemedy(jwt, now)!)]
        : [];

    private TokenRefusal? JudgeLife(Jwt jwt, long exp, long now)
    {
        if (exp <= now - _skew)
        {
            return TokenRefusal.Expired(new(
                "exp", $"{now - exp} s in the past", "a time in the future", ExpiryRemedy(jwt, exp, now), token => token.WithClaim("exp", now + 3600))
            {
                Sentence = $"This token expired {(now == exp ? "just now" : $"{now - exp} s ago")} ('exp').",
            });
        }

        // From the time of issue if the token contains it, and at the latest from now.
        var life = exp - Math.Min(now + _skew, jwt.Payload.TryGetSeconds("iat", out var issued) ? issued : long.MaxValue);
        var isMilliseconds = exp > now * 100;
        return life <= MaxLife ? null : TokenRefusal.LivesTooLong(new(
            "exp", $"{life} s after the token was issued", $"at most {MaxLife} s (24 h)",
            isMilliseconds ? "It is in milliseconds: divide by 1000." : FastClockRemedy(jwt, now) ?? "Give the token a shorter life, such as an hour.",
            token => token.WithClaim("exp", isMilliseconds && exp / 1000 > now ? exp / 1000 : now + 3600).WithClaim("iat", null)));
    }

    private static TokenRefusal? JudgeOptional(Jwt jwt, string claim) =>
        !jwt.Payload.Has(claim) || jwt.Payload.TryGetSeconds(claim, out _) ? null : TokenRefusal.Malformed(NotADate(jwt, claim, null));

    private TokenRefusal? JudgeStart(Jwt jwt, long now) => !jwt.Payload.TryGetSeconds("nbf", out var start) || start <= now + _skew ? null
        : TokenRefusal.Malformed(new(
            "nbf", $"{start - now} s in the future", "a time in the past, or no such claim",
            FastClockRemedy(jwt, now) ?? $"The issuer's clock is {start - now} s ahead, or the issuer chose this time. Leave the claim out.",
            token => token.WithClaim("nbf", null)) { Sentence = $"This token is not valid until {start - now} s from now ('nbf')." });

    private static TokenDefect NotADate(Jwt jwt, string claim, long? replacement) => new(
        claim, jwt.Payload.Shape(claim), Date, "Round the time down and write it as a number, not as text.",
        token => token.WithClaim(claim, AsSeconds(token, claim) ?? replacement));

    // "1800003600" and 1800003600.5 show which time was meant.
    private static long? AsSeconds(Jwt jwt, string claim)
    {
        var text = Json.Text(jwt.Payload, claim) ?? (jwt.Payload.Has(claim) ? jwt.Payload.GetProperty(claim).GetRawText() : "");
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        return isNumber && seconds is > 0 and < 1e13 ? (long)seconds : null;
    }

    private static string ExpiryRemedy(Jwt jwt, long exp, long now) => IssuedAt(jwt) switch
    {
        null => "Request a new token before the old one expires.",
        { } issued when issued > now => $"Your clock is {issued - now} s ahead. Request a new token.",
        { } issued when exp <= issued => $"It expired {issued - exp} s before it was issued: its lifetime was zero or less, or a local time was taken for UTC.",
        { } issued => $"It was issued {now - issued} s ago with a lifetime of {exp - issued} s. Request a new token before the old one expires.",
    };

    private static string? FastClockRemedy(Jwt jwt, long now) =>
        IssuedAt(jwt) - now is > 0 and var ahead ? $"Your clock is {ahead} s ahead: set the issuer's clock (NTP)." : null;

    // Access tokens also contain it in jti: SK…-<seconds>, sometimes with a random end.
    private static long? IssuedAt(Jwt jwt) =>
        jwt.Payload.TryGetSeconds("iat", out var seconds) ? seconds
        : Json.Text(jwt.Payload, "jti")?.Split('-') is [['S', 'K', ..], var text, ..]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) ? seconds
        : null;
}
