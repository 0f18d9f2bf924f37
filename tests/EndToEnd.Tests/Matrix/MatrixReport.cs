using System.Collections.Concurrent;
using EndToEnd.Harness;
using Xunit.v3;

namespace EndToEnd.Tests.Matrix;

/// <summary>
/// What this run has proved. At its end the table is in <c>artifacts/matrix.md</c>, which ./test.sh prints, and after a whole run in which all of it was
/// proved also in <c>docs/matrix.md</c>.
/// </summary>
public sealed class MatrixReport : IAsyncLifetime
{
    private static readonly ConcurrentDictionary<(string Row, string Column), (IXunitTest Test, bool Passed)> s_results = new();

    /// <summary>Where a run leaves its table.</summary>
    public static string RunFile { get; } = Path.Combine(Repository.Root, "artifacts", "matrix.md");

    /// <summary>The table of the last whole run.</summary>
    public static string DocumentFile { get; } = Path.Combine(Repository.Root, "docs", "matrix.md");

    /// <summary>Notes a test that has ended, but for what its pages have received and complained of (<see cref="LateFailures"/>).</summary>
    internal static void Note(string row, IXunitTest test) =>
        s_results[(row, Cells.ColumnOf([.. test.TestMethodArguments.OfType<TokenKind>()]))] = (test, TestContext.Current.TestState?.Result == TestResult.Passed);

    private static bool? IsProved(string row, string column) =>
        s_results.TryGetValue((row, column), out var result) ? result.Passed && !LateFailures.Has(result.Test) : null;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (s_results.IsEmpty)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(RunFile)!);
        await File.WriteAllTextAsync(RunFile, MatrixDocument.Table((row, column) =>
            IsProved(row, column) is { } proved ? proved ? "proved" : "FAILED"
            : Cells.All.Any(cell => cell.Row == row && cell.Column == column) ? "not run" : ""));
        var whole = MatrixDocument.Whole();
        if (Cells.All.All(cell => IsProved(cell.Row, cell.Column) == true) && whole != await ReadAsync(DocumentFile))
        {
            await File.WriteAllTextAsync(DocumentFile, whole);
        }
    }

    private static async Task<string?> ReadAsync(string file) => File.Exists(file) ? (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") : null;
}
