using System.Reflection;
using Xunit.v3;

namespace EndToEnd.Tests.Matrix;

/// <summary>The test proves a row of the matrix. Its arguments are the column: the kind of token, or the caller's kind and the callee's.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MatrixAttribute(string row) : BeforeAfterTestAttribute
{
    public string Row => row;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => MatrixReport.Record(row, test);
}
