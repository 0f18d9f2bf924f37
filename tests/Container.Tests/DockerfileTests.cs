using EndToEnd.Harness;

namespace Container.Tests;

/// <summary>Checks the Dockerfile where no image of the SDK is available.</summary>
public sealed class DockerfileTests
{
    /// <summary>Files that the SDK reads if they exist. A build without them differs or fails.</summary>
    private static readonly string[] s_implicitFiles =
        [".editorconfig", ".globalconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config"];

    [Fact]
    public async Task Implicit_files_of_the_SDK_are_copied_into_the_build()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "Dockerfile"), TestContext.Current.CancellationToken);
        var ignored = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, ".dockerignore"), TestContext.Current.CancellationToken);
        var copied = lines.Single(line => line.StartsWith("COPY ", StringComparison.Ordinal) && line.Contains("global.json", StringComparison.Ordinal)).Split(' ');

        Assert.All(s_implicitFiles.Where(file => File.Exists(Path.Combine(Repository.Root, file))), file =>
        {
            Assert.Contains(file, copied);
            Assert.Contains($"!{file}", ignored);
        });
    }
}
