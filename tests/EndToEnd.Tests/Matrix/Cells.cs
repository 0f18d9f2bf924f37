using System.Reflection;

namespace EndToEnd.Tests.Matrix;

/// <summary>One thing that is proved, with one SDK, or with the caller on one and the callee on the other.</summary>
/// <param name="Row">What is proved.</param>
/// <param name="Column">Which SDKs.</param>
/// <param name="Test">The test that proves it.</param>
public sealed record Cell(string Row, string Column, string Test);

/// <summary>The cells that the tests of this assembly say they prove.</summary>
public static class Cells
{
    /// <summary>Everything that must be proved with either SDK.</summary>
    public static readonly string[] Rows =
    [
        "register", "outgoing", "incoming, accepted", "incoming, rejected", "incoming, ignored", "incoming, cancelled", "hang up by the caller", "hang up by the callee",
        "mute", "DTMF", "token refresh in a call", "signalling drop and return", "API away and back", "expired token", "wrong scope", "wrong signature",
    ];

    public static readonly string[] Columns = ["Client 1.15", "Voice SDK 2", "1.15 calls 2", "2 calls 1.15"];

    public static IEnumerable<Cell> All { get; } =
        from type in typeof(Cells).Assembly.GetTypes()
        from method in type.GetMethods()
        from matrix in method.GetCustomAttributes<MatrixAttribute>()
        from data in method.GetCustomAttributes<InlineDataAttribute>()
        select new Cell(matrix.Row, ColumnOf([.. data.Data.OfType<int>()]), $"{type.Name}.{method.Name}");

    /// <summary>The column of a test with these arguments.</summary>
    public static string ColumnOf(int[] sdks) => sdks switch
    {
        [1] or [1, 1] => Columns[0],
        [2] or [2, 2] => Columns[1],
        [1, 2] => Columns[2],
        [2, 1] => Columns[3],
        _ => throw new InvalidOperationException($"The arguments ({string.Join(", ", sdks)}) are no column of the matrix."),
    };
}
