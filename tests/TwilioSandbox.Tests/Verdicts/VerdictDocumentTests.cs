using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TwilioSandbox.Tests.Verdicts;

/// <summary>docs/verdicts.md is the table, with what the sandbox says to each row; this holds one against the other.</summary>
public class VerdictDocumentTests
{
    private const string Regenerate = "UPDATE_DOCS=1 dotnet run --project tests/TwilioSandbox.Tests -- -class \"*DocumentTests\"";

    [Fact]
    public void The_document_is_that_of_the_table() => AssertIsCurrent("verdicts.md", Document());

    /// <summary>Compares a generated document with the one in docs/, or writes it there when <c>UPDATE_DOCS</c> is set.</summary>
    internal static void AssertIsCurrent(string name, string expected, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, $"docs/{name} is stale. Write it anew: {Regenerate}");
    }

    /// <summary>A cell of a table: what would end it, or would be taken for markup, is written otherwise.</summary>
    internal static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Document()
    {
        var text = new StringBuilder($"""
            # Verdicts

            What the sandbox does with {VerdictRow.All.Count} tokens, each made from a right one by the change it names. Generated from
            `tests/TwilioSandbox.Tests/Verdicts/verdicts.json`, which tests hold against the sandbox; write it anew with

            ```sh
            {Regenerate}
            ```

            `documented`: Twilio's documentation says so. `observed`: a library, or an issue about one, shows it. `inferred`: nobody
            outside Twilio knows; the sandbox takes the strict side. Ask about a token of your own: `POST /sandbox/explain`, with the
            token as `text/plain`.

            The codes: 31102 no token, 31202 signature, 31203 account or key, 31204 form and claims, 31205 expired, 31207 lives too long.


            """);
        foreach (var section in VerdictRow.All.GroupBy(row => row.Section))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section.Key}\n\n");
            text.Append("| kind | change | verdict | what the sandbox says | basis |\n| --- | --- | --- | --- | --- |\n");
            foreach (var row in section)
            {
                var verdict = row.Code is { } code ? $"{code}" : "accepted";
                text.Append(CultureInfo.InvariantCulture, $"| {row.Kind} | {Change(row)} | {verdict} | {Says(row)} | {Basis(row)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Change(VerdictRow row) =>
        row.Change.Length == 0 ? "none" : string.Join("<br>", row.Change.Select(change => $"`{Cell(Short(Visible(change)))}`"));

    private static string Says(VerdictRow row) => row.Judge() switch
    {
        { Refusal: { } refusal } => Cell(refusal.Explanation),
        { Grant.Warnings: [var warning, ..] } => $"Allows {row.Allows}. {Cell(warning.ToString())}",
        _ => $"Allows {row.Allows}.",
    };

    private static string Basis(VerdictRow row) => $"{row.Label}: {Cell(row.Source)}{(row.Why is null ? "" : $". {Cell(row.Why)}")}";

    private static string Short(string text) => text.Length <= 90 ? text : $"{text[..80]}… ({text.Length} characters)";

    private static string Visible(string text) => string.Concat(text.Replace("`", "'", StringComparison.Ordinal)
        .Select(c => char.IsControl(c) || c == '\ufeff' ? $"\\u{(int)c:x4}" : $"{c}"));
}
