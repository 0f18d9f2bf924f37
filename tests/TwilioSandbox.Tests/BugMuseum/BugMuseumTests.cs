using System.Globalization;
using System.Text;
using TwilioSandbox.Tests.Verdicts;

namespace TwilioSandbox.Tests.BugMuseum;

public class BugMuseumTests
{
    public static TheoryData<string> Names => [.. Exhibit.All.Where(exhibit => exhibit.Issue is not null).Select(exhibit => exhibit.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_sandbox_names_the_claim_and_the_remedy(string name)
    {
        var exhibit = Exhibit.All.Single(exhibit => exhibit.Name == name);
        var (grant, refusal) = TestJudge.Judge(exhibit.Issue!());
        var fault = refusal?.Fault ?? (grant is { Warnings: [var warning, ..] } ? warning : null);

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

public class BugMuseumDocumentTests
{
    [Fact]
    public void The_document_is_that_of_the_list() => VerdictDocumentTests.AssertIsCurrent("bug-museum.md", Document());

    private static string Document()
    {
        var text = new StringBuilder("""
            # Bug museum

            Mistakes that people really made with tokens, made again by the functions of `tests/TwilioSandbox.Tests/BugMuseum/FaultyIssuers.cs`, and what
            the sandbox says to each. Generated from `Exhibit.cs` beside it, as [verdicts.md](verdicts.md) is from its table.

            | bug | told in | verdict | what the sandbox says |
            | --- | --- | --- | --- |

            """);
        foreach (var exhibit in Exhibit.All)
        {
            var (grant, refusal) = exhibit.Issue is null ? new(null, null) : TestJudge.Judge(exhibit.Issue());
            var verdict = refusal is not null ? $"{refusal.Code}" : grant is not null ? "accepted" : "not in a token";
            var says = refusal?.Explanation ?? (grant is { Warnings: [var warning, ..] } ? $"{warning}" : exhibit.Says);
            text.Append(CultureInfo.InvariantCulture, $"| {exhibit.Name} | {Link(exhibit.Source)} | {verdict} | {VerdictDocumentTests.Cell(says)} |\n");
        }

        return text.ToString();
    }

    private static string Link(string source) => source.Split('#') is [var repository, var number] && repository.Contains('/', StringComparison.Ordinal)
        ? $"[{source}](https://github.com/{repository}/issues/{number})"
        : source;
}
