using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using TwilioSandbox.Tests.Tokens.Verdicts;

namespace TwilioSandbox.Tests.Tokens;

/// <summary>No input makes the judge throw, and no token with a changed character is accepted. <see cref="FuzzTests"/> has the command of a long run.</summary>
public class TokenFuzzTests
{
    // Fixed, so that failures can be reproduced.
    private const int Seed = 20261125;

    private static readonly int s_iterations =
        int.Parse(Environment.GetEnvironmentVariable("FUZZ_ITERATIONS") ?? "1000", CultureInfo.InvariantCulture);

    private static readonly string[] s_good = [TokenRecipe.Make("capability", []), TokenRecipe.Make("access", [])];

    // The changes of the verdict table, to be combined.
    private static readonly string[] s_scraps = [.. VerdictRow.All.SelectMany(row => row.Change)
        .Where(change => change.Contains(" = ", StringComparison.Ordinal) && change.Length < 200)];

    [Fact]
    public void Random_text_gets_a_verdict() =>
        Run(random => Encoding.Latin1.GetString(Bytes(random, 300)), token => TestJudge.Judge(token).Refusal is not null);

    [Fact]
    public void Random_bytes_get_a_verdict() =>
        Run(
            random => string.Join('.', Encode(Bytes(random, 60)), Encode(Bytes(random, 200)), Encode(Bytes(random, 40))),
            token => TestJudge.Judge(token).Refusal is not null);

    [Fact]
    public void Token_with_a_changed_character_is_refused() => Run(
        random =>
        {
            var token = s_good[random.Next(s_good.Length)].ToCharArray();
            var at = random.Next(token.Length);
            var old = token[at];
            while (token[at] == old)
            {
                token[at] = (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000);
            }

            return new string(token);
        },
        token => TestJudge.Judge(token).Refusal is not null);

    // Correctly signed, so that the rules after the signature are reached.
    [Fact]
    public void Random_signed_claims_get_a_verdict_within_its_limits() => Run(
        random => TokenRecipe.Make(
            random.Next(2) == 0 ? "capability" : "access",
            Enumerable.Range(0, random.Next(1, 4)).Select(_ => s_scraps[random.Next(s_scraps.Length)])),
        token => TestJudge.Judge(token) is var verdict && (verdict.Grant is { } grant
            ? grant.SecondsLeft(TestJudge.Clock.GetUtcNow()) is > 0 and <= 86_400
            : verdict.Refusal!.Explanation.Length < 2_000 && verdict.Refusal.Defect.Nearest is null or { Count: <= 3 }));

    private static void Run(Func<Random, string> make, Func<string, bool> holds)
    {
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < s_iterations; i++)
        {
            var token = make(new Random(unchecked(Seed + i)));
            var start = Stopwatch.GetTimestamp();
            Assert.True(holds(token), $"iteration {i}: {token}");
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{s_iterations} tokens; slowest verdict: {slowest.TotalMilliseconds:F1} ms");
    }

    private static byte[] Bytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
