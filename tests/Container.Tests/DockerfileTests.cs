using EndToEnd.Harness;

namespace Container.Tests;

/// <summary>What can be held of the Dockerfile where no image with the SDK is to be had.</summary>
public sealed class DockerfileTests
{
    /// <summary>Of these the SDK reads those that are there without being told; a build without them is another one, or none.</summary>
    private static readonly string[] s_readByItself =
        [".editorconfig", ".globalconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config"];

    [Fact]
    public async Task What_the_SDK_reads_by_itself_is_there_when_the_image_is_built()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "Dockerfile"), TestContext.Current.CancellationToken);
        var ignored = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, ".dockerignore"), TestContext.Current.CancellationToken);
        var copied = lines.Single(line => line.StartsWith("COPY ", StringComparison.Ordinal) && line.Contains("global.json", StringComparison.Ordinal)).Split(' ');

        Assert.All(s_readByItself.Where(file => File.Exists(Path.Combine(Repository.Root, file))), file =>
        {
            Assert.Contains(file, copied);
            Assert.Contains($"!{file}", ignored);
        });
    }
}
