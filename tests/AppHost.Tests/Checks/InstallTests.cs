namespace AppHost.Tests.Checks;

/// <summary>The build step that installs the page's packages, with packages that need no registry.</summary>
public sealed class InstallTests : IDisposable
{
    private const string LockFile = """
        {
          "name": "page", "lockfileVersion": 3, "requires": true,
          "packages": {
            "": { "name": "page", "dependencies": { "local": "file:local" } },
            "local": { "version": "VERSION" },
            "node_modules/local": { "resolved": "local", "link": true }
          }
        }
        """;

    private static readonly CancellationToken s_token = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _page = Directory.CreateTempSubdirectory("page-");

    public InstallTests()
    {
        Directory.CreateDirectory(PathOf("local"));
        File.WriteAllText(PathOf("package.json"), """{ "name": "page", "dependencies": { "local": "file:local" } }""");
        File.WriteAllText(PathOf("local/package.json"), """{ "name": "local", "version": "1.0.0" }""");
        WriteLock("1.0.0");
    }

    public void Dispose() => _page.Delete(recursive: true);

    [Fact]
    public async Task Installation_is_kept_until_the_lock_file_changes()
    {
        Assert.Equal(0, (await BuildAsync()).ExitCode);
        await File.WriteAllTextAsync(PathOf("node_modules/untouched"), "", s_token); // npm ci would delete it.

        File.SetLastWriteTimeUtc(PathOf("package-lock.json"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(0, (await BuildAsync()).ExitCode);

        Assert.True(File.Exists(PathOf("node_modules/untouched")));

        await File.WriteAllTextAsync(PathOf("local/package.json"), """{ "name": "local", "version": "2.0.0" }""", s_token);
        WriteLock("2.0.0");
        File.SetLastWriteTimeUtc(PathOf("package-lock.json"), DateTime.UtcNow.AddMinutes(2));
        Assert.Equal(0, (await BuildAsync()).ExitCode);

        Assert.Contains("2.0.0", await File.ReadAllTextAsync(PathOf("node_modules/.package-lock.json"), s_token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_installation_fails_the_build_and_shows_the_output_of_npm()
    {
        await File.WriteAllTextAsync(PathOf("package-lock.json"), "not json", s_token);
        var (exitCode, output) = await BuildAsync();
        Assert.NotEqual(0, exitCode);
        Assert.Contains("npm error", output, StringComparison.Ordinal);
        Assert.Contains("so the page's packages are not installed.", output, StringComparison.Ordinal);
    }

    private void WriteLock(string version) => File.WriteAllText(PathOf("package-lock.json"), LockFile.Replace("VERSION", version, StringComparison.Ordinal));

    private string PathOf(string file) => Path.Combine(_page.FullName, file);

    private async Task<(int ExitCode, string Output)> BuildAsync()
    {
        await using var build = ChildProcess.Start(
            ChildProcess.DotNet, ["msbuild", "AppHost/Page/Install.targets", "-nologo", "-target:InstallPage", $"-property:PageDirectory={_page.FullName}/"]);
        return (await build.EndsAsync(TimeSpan.FromMinutes(1)), build.Output);
    }
}
