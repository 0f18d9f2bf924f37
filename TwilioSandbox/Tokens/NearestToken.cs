namespace TwilioSandbox.Tokens;

/// <summary>Finds what has to change for a refused token to be accepted.</summary>
/// <remarks>
/// Repairs each defect until the judge accepts the token, once as the kind of token it is and once as the other kind.
/// The way with fewer repairs is the nearer one, and shows whether a token of the other kind was given by mistake.
/// </remarks>
internal static class NearestToken
{
    // After more repairs, it is another token.
    private const int MaxRepairs = 3;

    /// <summary>The repairs in words. Null if there is no near accepted token.</summary>
    public static IReadOnlyList<string>? Find(Jwt jwt, Func<Jwt, TokenVerdict> judge)
    {
        var asItIs = Repair(jwt, judge);
        var asTheOther = HeaderRules.KindOf(jwt) == TokenKind.Access
            ? Repair(jwt.WithHeader("cty", null), judge, "header `cty` were absent, since the rest is that of a capability token")
            : Repair(jwt.WithHeader("cty", HeaderRules.AccessTokenType), judge,
                $"header `cty` were \"{HeaderRules.AccessTokenType}\", since the rest is that of an access token");
        var nearest = asTheOther.Count > 0 && (asItIs.Count == 0 || asTheOther.Count < asItIs.Count) ? asTheOther : asItIs;
        return nearest.Count is > 0 and <= MaxRepairs ? nearest : null;
    }

    private static List<string> Repair(Jwt jwt, Func<Jwt, TokenVerdict> judge, string? first = null)
    {
        List<string> repairs = first is null ? [] : [first];
        while (judge(jwt).Refusal is { Defect: var defect })
        {
            if (defect.Fix is null || repairs.Count > MaxRepairs)
            {
                return [];
            }

            repairs.Add($"`{defect.Claim}` were {defect.Expected}");
            jwt = defect.Fix(jwt);
        }

        return repairs;
    }
}
