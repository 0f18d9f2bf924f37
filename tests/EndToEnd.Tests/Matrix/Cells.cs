using System.Reflection;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Matrix;

/// <summary>One behavior with one kind of token, or with a different kind on each side of a call.</summary>
public sealed record Cell(string Row, string Column);

/// <summary>The cells that the tests of this assembly prove.</summary>
public static class Cells
{
    /// <summary>The behaviors that must be proved with either kind of token.</summary>
    public static readonly string[] Rows =
    [
        "register", "outgoing", "incoming, accepted", "incoming, rejected", "incoming, ignored", "incoming, canceled", "hang up by the caller", "hang up by the callee",
        "mute", "DTMF", "token refresh in a call", "signaling drop and return", "API away and back", "expired token", "wrong scope", "wrong signature",
    ];

    public static readonly string[] Columns = ["capability", "access", "capability calls access", "access calls capability"];

    public static IReadOnlyList<Cell> All { get; } =
    [
        .. from type in typeof(Cells).Assembly.GetTypes()
           from method in type.GetMethods()
           from matrix in method.GetCustomAttributes<MatrixAttribute>()
           from data in method.GetCustomAttributes<InlineDataAttribute>()
           select new Cell(matrix.Row, ColumnOf([.. data.Data.OfType<TokenKind>()])),
    ];

    /// <summary>The column of a test with these arguments.</summary>
    public static string ColumnOf(TokenKind[] kinds) => kinds switch
    {
        [TokenKind.Capability] => Columns[0],
        [TokenKind.Access] => Columns[1],
        [TokenKind.Capability, TokenKind.Access] => Columns[2],
        [TokenKind.Access, TokenKind.Capability] => Columns[3],
        _ => throw new InvalidOperationException($"The arguments ({string.Join(", ", kinds)}) are no column of the matrix."),
    };
}
