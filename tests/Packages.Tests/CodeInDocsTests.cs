using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>docs/testing.md shows code of the samples, which other tests run.</summary>
public sealed class TestingPageTests
{
    [Theory]
    [InlineData("js", "node/call.spec.js")]
    [InlineData("csharp", "dotnet/CallTests.cs")]
    public void Code_in_the_docs_is_code_of_the_samples(string language, string sample)
    {
        var page = Markdown.Code("docs/testing.md", language).Single();
        var lines = File.ReadLines(Path.Combine(Repository.Root, "samples/tests", sample)).Select(line => line.Trim()).ToHashSet();
        Assert.All(page.Split('\n'), line => Assert.Contains(line.Trim(), lines));
    }
}
