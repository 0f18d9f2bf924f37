namespace EndToEnd.Tests.Matrix;

/// <summary>The matrix as Markdown.</summary>
internal static class MatrixDocument
{
    /// <summary>What docs/matrix.md says after a run that has proved every cell.</summary>
    public static string Whole() => $"""
        # What the browser tests prove

        Each row is proved in a real browser with `@twilio/voice-sdk` 2.18.5, once with a capability token and once with an access token. The last two columns are calls between
        one kind and the other. A run of all end-to-end tests that proves every cell writes this page; `./test.sh` prints the table of its own run.

        {Table((row, column) => Cells.All.Any(cell => cell.Row == row && cell.Column == column) ? "proved" : "")}
        | row | test |
        | --- | --- |
        {string.Join('\n', Cells.Rows.Select(row => $"| {row} | {string.Join(", ", Cells.All.Where(cell => cell.Row == row).Select(cell => $"`{cell.Test}`").Distinct())} |"))}

        """.ReplaceLineEndings("\n");

    /// <summary>Rows and columns, with this in the cells.</summary>
    public static string Table(Func<string, string, string> cell) => $"""
        | | {string.Join(" | ", Cells.Columns)} |
        | --- |{string.Concat(Cells.Columns.Select(_ => " --- |"))}
        {string.Join('\n', Cells.Rows.Select(row => $"| {row} | {string.Join(" | ", Cells.Columns.Select(column => cell(row, column)))} |"))}

        """.ReplaceLineEndings("\n");
}
