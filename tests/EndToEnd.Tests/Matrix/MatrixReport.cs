using System.Collections.Concurrent;
using EndToEnd.Harness;
using Xunit.v3;

namespace EndToEnd.Tests.Matrix;

/// <summary>What this run has proved with each kind of token: a table in <c>artifacts/matrix.md</c>, which ./test.sh prints.</summary>
public sealed class MatrixReport : IAsyncLifetime
{
    private static readonly ConcurrentDictionary<(string Row, string Column), (IXunitTest Test, bool Passed)> s_results = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (!s_results.IsEmpty)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "matrix.md"), Table());
        }
    }

    /// <summary>Records a test at its end. <see cref="LateFailures"/> may still fail it.</summary>
    internal static void Record(string row, IXunitTest test) =>
        s_results[(row, Cells.ColumnOf([.. test.TestMethodArguments.OfType<TokenKind>()]))] = (test, TestContext.Current.TestState?.Result == TestResult.Passed);

    private static string Table() => $"""
        | | {string.Join(" | ", Cells.Columns)} |
        | --- |{string.Concat(Cells.Columns.Select(_ => " --- |"))}
        {string.Join('\n', Cells.Rows.Select(row => $"| {row} | {string.Join(" | ", Cells.Columns.Select(column => Result(row, column)))} |"))}

        """.ReplaceLineEndings("\n");

    private static string Result(string row, string column) =>
        s_results.TryGetValue((row, column), out var result) ? result.Passed && !LateFailures.Has(result.Test) ? "proved" : "FAILED"
        : Cells.All.Contains(new(row, column)) ? "not run" : "";
}
