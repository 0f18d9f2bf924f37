using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>The docs show code that other tests run.</summary>
public sealed class CodeInDocsTests
{
    [Theory]
    [InlineData("docs/testing.md", "js", "samples/tests/node/call.spec.js")]
    [InlineData("docs/testing.md", "csharp", "samples/tests/dotnet/CallTests.cs")]
    [InlineData("docs/sandbox.md", "js", "tests/TwilioSandbox.Tests/Rest/rest.cjs")]
    [InlineData("docs/sandbox.md", "csharp", "tests/TwilioSandbox.Tests/Rest/TwilioLibraryTests.cs")]
    public void Code_in_the_docs_is_tested_code(string document, string language, string source)
    {
        var page = Markdown.Code(document, language).Single();
        var lines = File.ReadLines(Path.Combine(Repository.Root, source)).Select(line => line.Trim()).ToHashSet();
        Assert.All(page.Split('\n'), line => Assert.Contains(line.Trim(), lines));
    }
}
