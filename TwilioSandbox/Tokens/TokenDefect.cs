using System.Text.Json.Serialization;

namespace TwilioSandbox.Tokens;

/// <summary>Something wrong with a token, and what to do about it. It contains no value of the token, only shapes.</summary>
/// <param name="Claim">The claim, header, scope parameter or grant, or <c>signature</c> or <c>token</c>.</param>
/// <param name="Was">What it is, such as <c>a string of digits</c>.</param>
/// <param name="Expected">What would be accepted.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Fix">Repairs a token. Null if there is no obvious repair.</param>
internal sealed record TokenDefect(
    string Claim, string Was, string Expected, string Remedy, [property: JsonIgnore] Func<Jwt, Jwt>? Fix = null)
{
    /// <summary>What has to change for the token to be accepted, such as <c>`exp` were an integer</c>. Null if that is more than a few things.</summary>
    public IReadOnlyList<string>? Nearest { get; init; }

    /// <summary>A sentence that says it better than the parts do.</summary>
    [JsonIgnore]
    public string? Sentence { get; init; }

    public override string ToString() => $"{Sentence ?? $"'{Claim}' is {Was}. Expected: {Expected}."} {Remedy}"
        + Nearest switch
        {
            null => "",
            [var only] when only.StartsWith($"`{Claim}`", StringComparison.Ordinal) => " Nothing else is wrong with it.",
            _ => $" It would be accepted if {string.Join(", and ", Nearest)}.",
        };
}
