using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>The code in the documents.</summary>
internal static class Markdown
{
    private const string Fence = "```";

    /// <summary>The blocks of a file in this language.</summary>
    public static IEnumerable<string> Code(string file, string language) =>
        from part in File.ReadAllText(Path.Combine(Repository.Root, file)).Split($"\n{Fence}{language}\n").Skip(1)
        select part.Split($"\n{Fence}\n")[0];
}
