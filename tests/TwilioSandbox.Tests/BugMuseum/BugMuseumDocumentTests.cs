using System.Globalization;
using System.Text;
using TwilioSandbox.Tests.Verdicts;

namespace TwilioSandbox.Tests.BugMuseum;

public class BugMuseumDocumentTests
{
    [Fact]
    public void The_document_is_that_of_the_list() => VerdictDocumentTests.AssertIsCurrent("bug-museum.md", Document());

    private static string Document()
    {
        var text = new StringBuilder("""
            # Bug museum

            Mistakes that people really made with tokens, made again by the functions of
            `tests/TwilioSandbox.Tests/BugMuseum/FaultyIssuers.cs`, and what the sandbox says to each. Generated from `Exhibit.cs` beside
            it, as [verdicts.md](verdicts.md) is from its table, and by the same command.

            | bug | told in | verdict | what the sandbox says |
            | --- | --- | --- | --- |

            """);
        foreach (var exhibit in Exhibit.All)
        {
            var (grant, refusal) = exhibit.Issue is null ? new(null, null) : TestJudge.Judge(exhibit.Issue());
            var verdict = refusal is not null ? $"{refusal.Code}" : grant is not null ? "accepted" : "not in a token";
            var says = refusal?.Explanation ?? (grant is { Warnings: [var warning, ..] } ? $"{warning}" : exhibit.Says);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {exhibit.Name} | {Link(exhibit.Source)} | {verdict} | {VerdictDocumentTests.Cell(says)} |\n");
        }

        return text.ToString();
    }

    private static string Link(string source) =>
        source.Split('#') is [var repository, var number] && repository.Contains('/', StringComparison.Ordinal)
        ? $"[{source}](https://github.com/{repository}/issues/{number})"
        : source;
}
