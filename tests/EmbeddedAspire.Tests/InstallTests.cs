using Aspire.Hosting.JavaScript;

namespace EmbeddedAspire.Tests;

/// <summary>Packages are installed when they must be, and only then.</summary>
public sealed class InstallTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryDirectory _directory = new();

    public InstallTests() => File.WriteAllText(_directory.File("package-lock.json"), "{}");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_node_modules_an_installation_is_needed()
    {
        using var install = await NpmInstall.BeginAsync(_directory.Path, Token);
        Assert.True(install.IsNeeded);
    }

    [Fact]
    public async Task After_an_installation_none_is_needed_until_the_lock_file_changes()
    {
        using (var install = await NpmInstall.BeginAsync(_directory.Path, Token))
        {
            install.Complete();
            Assert.False(install.IsNeeded);
        }

        await File.WriteAllTextAsync(_directory.File("package-lock.json"), """{ "lockfileVersion": 3 }""", Token);
        using var next = await NpmInstall.BeginAsync(_directory.Path, Token);
        Assert.True(next.IsNeeded);
    }

    [Fact]
    public async Task Two_installations_in_one_directory_come_one_after_the_other()
    {
        var first = await NpmInstall.BeginAsync(_directory.Path, Token);
        var second = NpmInstall.BeginAsync(_directory.Path, Token);
        Assert.False(second.IsCompleted);

        first.Complete();
        first.Dispose();

        using var install = await second;
        Assert.False(install.IsNeeded);
    }
}
