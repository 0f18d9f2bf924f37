using System.Globalization;

namespace TwilioSandbox.Tokens;

/// <summary>When the token is valid, decided to the second.</summary>
internal sealed class TimeRules(TimeSpan clockSkew)
{
    // 24 h is the longest life of a token (documented, error 31207).
    private const long MaxLife = 86_400;
    private const string Date = "an integer, in seconds since 1970";

    private readonly long _skew = (long)clockSkew.TotalSeconds;

    public TokenRefusal? Judge(Jwt jwt, long now) => jwt.Payload.TryGetSeconds("exp", out var exp)
        ? JudgeLife(jwt, exp, now) ?? JudgeOptional(jwt, "iat") ?? JudgeOptional(jwt, "nbf") ?? JudgeStart(jwt, now)
        : TokenRefusal.Malformed(NoDate(jwt, "exp", now + 3600));

    /// <summary>The first instant at which a token with right times is no longer valid.</summary>
    public DateTimeOffset EndOf(Jwt jwt) =>
        jwt.Payload.TryGetSeconds("exp", out var exp) ? DateTimeOffset.FromUnixTimeSeconds(exp + _skew) : default;

    /// <summary>A clock that is ahead: harmless while nothing but <c>iat</c> shows it.</summary>
    public IEnumerable<TokenDefect> Warnings(Jwt jwt, long now) => IssuedAt(jwt) is { } issued && issued > now + _skew
        ? [new("iat", $"{issued - now} s ahead", "a time of the past", ClockRemedy(jwt, now)!)]
        : [];

    private TokenRefusal? JudgeLife(Jwt jwt, long exp, long now)
    {
        if (exp <= now - _skew)
        {
            return TokenRefusal.Expired(new(
                "exp", $"a time of the past: expired {now - exp} s ago", "a time of the future", ExpiryRemedy(jwt, exp, now))
            {
                Fix = token => token.WithClaim("exp", now + 3600),
            });
        }

        // Measured from when it was issued, where the token says that, and never from later than now.
        var life = exp - Math.Min(now + _skew, jwt.Payload.TryGetSeconds("iat", out var issued) ? issued : long.MaxValue);
        return life <= MaxLife ? null : TokenRefusal.LivesTooLong(
            new("exp", $"{exp - now} s ahead, {life} s after it was issued", $"at most {MaxLife} s (24 h)",
                exp > now * 100 ? "It is in milliseconds: divide by 1000."
                    : ClockRemedy(jwt, now) ?? "Give it a shorter life; an hour is usual.")
            {
                Fix = token => token.WithClaim("exp", exp > now * 100 && exp / 1000 > now ? exp / 1000 : now + 3600).WithClaim("iat", null),
            });
    }

    private static TokenRefusal? JudgeOptional(Jwt jwt, string claim) =>
        !jwt.Payload.Has(claim) || jwt.Payload.TryGetSeconds(claim, out _) ? null : TokenRefusal.Malformed(NoDate(jwt, claim, null));

    private TokenRefusal? JudgeStart(Jwt jwt, long now) => !jwt.Payload.TryGetSeconds("nbf", out var start) || start <= now + _skew ? null
        : TokenRefusal.Malformed(new(
            "nbf", $"{start - now} s ahead: not yet valid", "a time of the past, or no such claim",
            ClockRemedy(jwt, now) ?? $"The issuer's clock is {start - now} s ahead, or it asked for that. Leave the claim out.")
        {
            Fix = token => token.WithClaim("nbf", null),
        });

    private static TokenDefect NoDate(Jwt jwt, string claim, long? instead) => new(
        claim, jwt.Payload.Shape(claim), Date, "Round the time down and write it as a number, not as text.")
    {
        Fix = token => token.WithClaim(claim, AsSeconds(token, claim) ?? instead),
    };

    // "1800003600" and 1800003600.5 say which time was meant.
    private static long? AsSeconds(Jwt jwt, string claim)
    {
        var text = Json.Text(jwt.Payload, claim) ?? (jwt.Payload.Has(claim) ? jwt.Payload.GetProperty(claim).GetRawText() : "");
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        return isNumber && seconds is > 0 and < 1e13 ? (long)seconds : null;
    }

    private static string ExpiryRemedy(Jwt jwt, long exp, long now) => IssuedAt(jwt) switch
    {
        null => "Ask for a new token before the old one ends.",
        { } issued when issued > now => $"Your clock is {issued - now} s ahead, and it has expired even so. Ask for a new token.",
        { } issued when exp <= issued =>
            $"It ends {issued - exp} s before it was issued: a time to live of zero or less, or a local time taken for UTC.",
        { } issued => $"It was issued {now - issued} s ago for {exp - issued} s. Ask for a new token before the old one ends.",
    };

    private static string? ClockRemedy(Jwt jwt, long now) =>
        IssuedAt(jwt) - now is > 0 and var ahead ? $"Your clock is {ahead} s ahead: set the issuer's clock (NTP)." : null;

    // Access tokens have it in jti as well: SK…-<seconds>, and some of our own add a random end.
    private static long? IssuedAt(Jwt jwt) =>
        jwt.Payload.TryGetSeconds("iat", out var seconds) ? seconds
        : Json.Text(jwt.Payload, "jti")?.Split('-') is [['S', 'K', ..], var text, ..]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) ? seconds
        : null;
}
