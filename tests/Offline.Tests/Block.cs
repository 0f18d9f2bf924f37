using EndToEnd.Harness;

namespace Offline.Tests;

/// <summary>Commands in a Markdown file: <c>```sh start</c> starts the application, and <c>```sh test</c> must succeed while it runs.</summary>
/// <param name="File">The file, relative to the root of the repository.</param>
/// <param name="Mark">test or start.</param>
/// <param name="Commands">The lines between the fences.</param>
internal sealed record Block(string File, string Mark, string Commands)
{
    private const string Fence = "```";

    public static IEnumerable<Block> All { get; } =
    [
        .. from file in Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order())
           from block in Read(file)
           select block,
    ];

    private static IEnumerable<Block> Read(string file)
    {
        var lines = System.IO.File.ReadAllLines(file);
        for (var n = 0; n < lines.Length; n++)
        {
            if (lines[n] is $"{Fence}sh test" or $"{Fence}sh start")
            {
                var commands = lines.Skip(n + 1).TakeWhile(line => line != Fence);
                yield return new(Path.GetRelativePath(Repository.Root, file), lines[n].Split(' ')[1], string.Join('\n', commands));
            }
        }
    }
}
