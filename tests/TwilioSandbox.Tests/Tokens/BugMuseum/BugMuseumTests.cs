namespace TwilioSandbox.Tests.Tokens.BugMuseum;

public class BugMuseumTests
{
    public static TheoryData<string> Names => [.. Exhibit.All.Where(exhibit => exhibit.Issue is not null).Select(exhibit => exhibit.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_sandbox_names_the_claim_and_the_remedy(string name)
    {
        var exhibit = Exhibit.All.Single(exhibit => exhibit.Name == name);
        var (grant, refusal) = TestJudge.Judge(exhibit.Issue!());
        var fault = refusal?.Defect ?? (grant is { Warnings: [var warning, ..] } ? warning : null);

        Assert.True(exhibit.Code == refusal?.Code, $"expected {exhibit.Code}, got {refusal?.Code} {refusal?.Explanation}");
        Assert.Equal(exhibit.Claim, fault?.Claim);
        if (fault is not null)
        {
            Assert.Contains(exhibit.Says, fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_bug_is_told_once_and_out_of_reach_is_said_so() => Assert.All(Exhibit.All, exhibit =>
    {
        Assert.Single(Exhibit.All, other => other.Name == exhibit.Name);
        Assert.True(exhibit.Issue is not null || exhibit is { Code: null, Claim: null }, exhibit.Name);
    });
}
