using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>What the packages contain.</summary>
public sealed class PackageContentTests(LocalFeed feed)
{
    private static readonly string[] s_ids = ["Capability.Aspire.Hosting", "Capability.Aspire.Sandbox", "Capability.Aspire.Tokens"];

    [Fact]
    public void Solution_packs_three_packages_with_symbols() => Assert.Equal(
        from id in s_ids from extension in (string[])["nupkg", "snupkg"] select $"{id}.{feed.Version}.{extension}",
        from file in Directory.EnumerateFiles(feed.Packages) orderby Path.GetFileName(file) select Path.GetFileName(file));

    [Fact]
    public void Packages_have_a_README_and_a_license() => Assert.All(s_ids, id =>
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{id}.{feed.Version}.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry($"{id}.nuspec")!.Open());
        var text = nuspec.ReadToEnd();
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.Contains("<readme>README.md</readme>", text, StringComparison.Ordinal);
        Assert.Contains("<license type=\"expression\">MIT</license>", text, StringComparison.Ordinal);
    });

    [Fact]
    public void No_file_contains_a_path_of_the_build_machine()
    {
        var paths = Directory.EnumerateFiles(feed.Packages).SelectMany(PathsIn).ToList();
        Assert.Contains(paths, path => path.EndsWith("TwilioTokens/Capability.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(paths, path => path.StartsWith(Repository.Root, StringComparison.Ordinal));
    }

    // Debuggers read the paths of the source files from a PDB, and the path of the PDB from the DLL.
    private static IEnumerable<string> PathsIn(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        foreach (var entry in zip.Entries.Where(entry => Path.GetFileName(entry.Name).StartsWith("Twilio", StringComparison.Ordinal)))
        {
            using var file = new MemoryStream();
            using (var content = entry.Open())
            {
                content.CopyTo(file);
            }

            file.Position = 0;
            foreach (var path in Path.GetExtension(entry.Name) switch { ".dll" => PathsInDll(file), ".pdb" => PathsInPdb(file), _ => [] })
            {
                yield return path;
            }
        }
    }

    private static List<string> PathsInDll(Stream file)
    {
        using var dll = new PEReader(file);
        return [.. from entry in dll.ReadDebugDirectory() where entry.Type == DebugDirectoryEntryType.CodeView select dll.ReadCodeViewDebugDirectoryData(entry).Path];
    }

    private static List<string> PathsInPdb(Stream file)
    {
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(file);
        var reader = pdb.GetMetadataReader();
        return [.. from document in reader.Documents select reader.GetString(reader.GetDocument(document).Name)];
    }
}
