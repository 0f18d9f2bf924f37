namespace TwilioSandbox.Tests.Tokens.BugMuseum;

public class BugMuseumTests
{
    public static TheoryData<string> Names => [.. Exhibit.All.Where(exhibit => exhibit.Issue is not null).Select(exhibit => exhibit.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Known_bug_is_explained_with_its_claim_and_remedy(string name)
    {
        var exhibit = Exhibit.All.Single(exhibit => exhibit.Name == name);
        var (grant, refusal) = TestJudge.Judge(exhibit.Issue!());
        var defect = refusal?.Defect ?? (grant is { Warnings: [var warning, ..] } ? warning : null);

        Assert.True(exhibit.Code == refusal?.Code, $"expected {exhibit.Code}, got {refusal?.Code} {refusal?.Explanation}");
        Assert.Equal(exhibit.Claim, defect?.Claim);
        if (defect is not null)
        {
            Assert.Contains(exhibit.Says, defect.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_bug_is_listed_once() => Assert.All(Exhibit.All, exhibit =>
    {
        Assert.Single(Exhibit.All, other => other.Name == exhibit.Name);
        Assert.True(exhibit.Issue is not null || exhibit is { Code: null, Claim: null }, exhibit.Name);
    });
}
