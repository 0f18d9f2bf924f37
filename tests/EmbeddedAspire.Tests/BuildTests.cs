using System.Diagnostics;

namespace EmbeddedAspire.Tests;

/// <summary>What MSBuild does for an AppHost.</summary>
public sealed class BuildTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_resource_project_that_does_not_build_is_named_with_what_to_do()
    {
        Write("Broken/Broken.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        Write("Broken/Broken.cs", "this is not C#");
        Write("Host/Host.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Build}/EmbeddedAspire.props" />
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Broken/Broken.csproj" /></ItemGroup>
              <Import Project="{Build}/EmbeddedAspire.targets" />
            </Project>
            """);

        var (exitCode, output) = await BuildAsync("Host");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error EMBEDDEDASPIRE001: The resource project 'Broken' does not build, so nothing was started.", output, StringComparison.Ordinal);
        Assert.Contains($"'dotnet build {_directory.File("Broken/Broken.csproj")}' shows them alone.", output, StringComparison.Ordinal);
    }

    /// <summary>EmbeddedAspire/build, seen from AppHost's directory.</summary>
    private static string Build => Path.GetFullPath("../EmbeddedAspire/build", Projects.AppHost.ProjectPath);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory.File(name))!);
        File.WriteAllText(_directory.File(name), text);
    }

    private async Task<(int ExitCode, string Output)> BuildAsync(string project)
    {
        // No servers that outlive the test.
        string[] arguments = ["build", _directory.File(project), "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        using var build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = _directory.Path })!;
        var output = await build.StandardOutput.ReadToEndAsync(Token);
        await build.WaitForExitAsync(Token);
        return (build.ExitCode, output);
    }
}
