using System.Text.Json.Serialization;

namespace TwilioSandbox.Tokens;

/// <summary>One thing wrong with a token, and what to do about it. Holds no secret and no value of the token, only shapes.</summary>
/// <param name="Claim">Where: a claim, a header member, a part of a scope or grant, <c>signature</c> or <c>token</c>.</param>
/// <param name="Was">What it was, such as <c>a string of digits</c>.</param>
/// <param name="Expected">What would have been accepted.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record TokenDefect(string Claim, string Was, string Expected, string Remedy)
{
    /// <summary>The nearest accepted token, what would have to be different, <c>`exp` were an integer</c>; or null.</summary>
    public IReadOnlyList<string>? Nearest { get; init; }

    /// <summary>Makes the token one without this defect; null when nobody can say how.</summary>
    [JsonIgnore]
    public Func<Jwt, Jwt>? Fix { get; init; }

    public override string ToString() => $"'{Claim}' is {Was}; expected: {Expected}. {Remedy}"
        + Nearest switch
        {
            null => "",
            [var only] when only.StartsWith($"`{Claim}`", StringComparison.Ordinal) => " Nothing else is wrong with it.",
            _ => $" It would be accepted if {string.Join(", and ", Nearest)}.",
        };
}
