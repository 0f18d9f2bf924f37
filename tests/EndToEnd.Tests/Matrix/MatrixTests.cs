namespace EndToEnd.Tests.Matrix;

public sealed class MatrixTests
{
    [Fact]
    public void Every_row_has_one_test_for_each_kind_of_token_and_an_accepted_call_has_one_for_both() => Assert.Equal(
        (from row in Cells.Rows from column in Cells.Columns[..2] select new Cell(row, column))
            .Concat(from column in Cells.Columns[2..] select new Cell("incoming, accepted", column))
            .OrderBy(cell => $"{cell}"),
        Cells.All.OrderBy(cell => $"{cell}"));
}
