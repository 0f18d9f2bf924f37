using System.Security.Cryptography;
using System.Text;

namespace EndToEnd.Harness;

/// <summary>
/// Pictures in docs/screenshots. They are taken when <c>UPDATE_SCREENSHOTS=1</c>; otherwise a test checks that they were taken of the page as it
/// is now, by the hash of its sources. Pixels differ from machine to machine.
/// </summary>
/// <param name="hashName">The file of the hash, beside the pictures.</param>
/// <param name="howToTake">The command that takes them.</param>
/// <param name="sources">Files and folders, from the root of the repository, that decide how the page looks.</param>
public sealed class Pictures(string hashName, string howToTake, params string[] sources)
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "docs", "screenshots");

    /// <summary>Where a picture is.</summary>
    public static string PathOf(string picture) => Path.Combine(s_folder, picture);

    /// <summary>Takes the pictures, or checks that they are those of the page as it is.</summary>
    public async Task CheckAsync(IEnumerable<string> pictures, Func<Task> takeAsync)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var hash = Hash();
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1")
        {
            Directory.CreateDirectory(s_folder);
            await takeAsync();
            await File.WriteAllTextAsync(PathOf(hashName), hash + "\n", cancellation);
        }

        var taken = await File.ReadAllTextAsync(PathOf(hashName), cancellation);
        Assert.True(taken.Trim() == hash, $"The page has changed since its pictures were taken. Take them again: {howToTake}");
        Assert.All(pictures, picture => Assert.True(File.Exists(PathOf(picture)), $"docs/screenshots/{picture} is missing. Take it: {howToTake}"));
    }

    private string Hash()
    {
        var files = sources.Select(source => Path.Combine(Repository.Root, source))
            .SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path])
            .Order(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            // Git may have given the lines other ends here.
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
