namespace EndToEnd.Tests.Matrix;

public sealed class MatrixTests
{
    [Fact]
    public void Every_row_is_proved_once_with_either_kind_of_token_and_an_accepted_call_with_both()
    {
        var must = (from row in Cells.Rows from column in Cells.Columns[..2] select (row, column))
            .Concat(from column in Cells.Columns[2..] select ("incoming, accepted", column));

        Assert.Equal(must.Order(), Cells.All.Select(cell => (cell.Row, cell.Column)).Order());
    }

    [Fact]
    public async Task The_document_lists_exactly_the_cells_that_exist() => Assert.Equal(
        MatrixDocument.Whole(),
        (await File.ReadAllTextAsync(MatrixReport.DocumentFile, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
}
