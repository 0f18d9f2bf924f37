using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Tokens.Verdicts;

public class VerdictTableTests
{
    public static TheoryData<string> Ids => [.. VerdictRow.All.Select(row => row.Id)];

    [Fact]
    public void Verdict_table_has_300_different_tokens()
    {
        Assert.True(VerdictRow.All.Count >= 300, $"{VerdictRow.All.Count} rows");
        Assert.Empty(Repeated(row => row.Id));
        Assert.Empty(Repeated(row => row.Token));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Verdict_equals_the_table(string id)
    {
        var row = VerdictRow.All.Single(row => row.Id == id);
        var (grant, refusal) = row.Judge();

        Assert.True(row.Code == refusal?.Code, $"expected {row.Code}, got {refusal?.Code} {refusal?.Explanation}");
        Assert.Equal(row.Claim, refusal?.Defect.Claim ?? (grant is { Warnings: [var warning, ..] } ? warning.Claim : null));
        Assert.Equal(row.Allows, grant is null ? null : Allowed(grant));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Refusal_has_a_remedy_and_contains_no_secret(string id)
    {
        var row = VerdictRow.All.Single(row => row.Id == id);
        if (row.Judge().Refusal is not { } refusal)
        {
            return;
        }

        Assert.All([refusal.Message, refusal.Defect.Was, refusal.Defect.Expected, refusal.Defect.Remedy], text => Assert.NotEmpty(text));
        Assert.DoesNotContain(SandboxApp.AuthToken, refusal.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxApp.ApiKeySecret, refusal.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("043dcf9844e13758bc3a36a84c297610", refusal.Explanation, StringComparison.Ordinal);
        Assert.True(refusal.Explanation.Length < 700, $"{refusal.Explanation.Length} characters: {refusal.Explanation}");
    }

    private static IEnumerable<string> Repeated(Func<VerdictRow, string> what) =>
        VerdictRow.All.GroupBy(what).Where(rows => rows.Count() > 1).Select(rows => string.Join(" = ", rows.Select(row => row.Id)));

    private static string Allowed(TokenGrant grant) => (grant.AllowsIncoming, grant.ApplicationSid) switch
    {
        (true, not null) => "both",
        (true, null) => "incoming",
        (false, not null) => "outgoing",
        _ => "nothing",
    };
}
