using System.Runtime.CompilerServices;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests;

/// <summary>docs/sandbox.md says what <see cref="TwimlFeature.All"/> says.</summary>
public class TwimlDocumentationTests
{
    private static readonly string s_page = File.ReadAllText(DocumentationPath());

    [Fact]
    public void The_table_of_twiml_is_the_list_in_the_code()
    {
        var rows = TwimlFeature.All.Where(f => f.Support != Support.Refused)
            .Select(f => $"| {Name(f)} | {(f.Support == Support.Imitated ? "imitated" : "ignored")} | {f.Label} | {f.Note} |");
        Assert.Equal(rows, s_page.Split('\n').Where(line => line.StartsWith("| `<", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_refused_is_listed()
    {
        var names = TwimlFeature.All.Where(f => f.Support == Support.Refused).Select(Name);
        Assert.Contains($"Not imitated, and refused with an error that names it: {string.Join(", ", names)}.", s_page, StringComparison.Ordinal);
    }

    private static string Name(TwimlFeature feature) => $"`<{feature.Element}{(feature.Attribute == "" ? "" : " " + feature.Attribute)}>`";

    private static string DocumentationPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../docs/sandbox.md");
}
