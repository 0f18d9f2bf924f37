using System.Text.Json;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Tokens.Verdicts;

/// <summary>One row of <c>verdicts.json</c>: a token, and what is to become of it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Section">The heading under which docs/verdicts.md has it.</param>
/// <param name="Kind">What it starts as, right in everything: <c>capability</c> or <c>access</c>.</param>
/// <param name="Change">What is done to it, see <see cref="TokenRecipe"/>.</param>
/// <param name="Code">Twilio's code; null when it is accepted.</param>
/// <param name="Claim">What the refusal, or the warning, names.</param>
/// <param name="Allows">When accepted: <c>both</c>, <c>incoming</c>, <c>outgoing</c> or <c>nothing</c>.</param>
/// <param name="Label">How this is known of Twilio: <c>documented</c>, <c>observed</c> or <c>inferred</c>.</param>
/// <param name="Source">Where it is known from.</param>
/// <param name="Why">Why it is so, or who made such a token.</param>
internal sealed record VerdictRow(
    string Id, string Section, string Kind, string[] Change, int? Code, string? Claim, string? Allows,
    string Label, string Source, string? Why)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<VerdictRow> All { get; } = JsonSerializer.Deserialize<VerdictRow[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tokens", "Verdicts", "verdicts.json")), s_json)!;

    public string Token => TokenRecipe.Make(Kind, Change);

    public TokenVerdict Judge() => TestJudge.Judge(Token);
}
