using System.Globalization;
using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>The packages of this solution in a local folder, and an empty folder for each test that uses them. Their NuGet cache is empty at first.</summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("packages-");

    /// <summary>The version of the packages. No other feed has it.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}");

    /// <summary>The folder with the packages.</summary>
    public string Packages => Path.Combine(_root.FullName, "feed");

    // Build servers would outlive the test and keep its output open.
    private Dictionary<string, string?> Environment => new()
    {
        ["NUGET_PACKAGES"] = Path.Combine(_root.FullName, "cache"),
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["npm_config_audit"] = "false",
        ["npm_config_fund"] = "false",
        ["npm_config_ignore_scripts"] = "true",
    };

    public async ValueTask InitializeAsync()
    {
        await using var pack = ChildProcess.Start(
            ChildProcess.DotNet, ["pack", $"-p:Version={Version}", "--output", Packages],
            environment: new Dictionary<string, string?>(Environment) { ["NUGET_PACKAGES"] = null });
        Assert.True(await pack.EndsAsync(s_limit) == 0, pack.Output);

        // Merges with the machine's sources.
        File.WriteAllText(Path.Combine(_root.FullName, "nuget.config"), """<configuration><packageSources><add key="local" value="feed" /></packageSources></configuration>""");
    }

    /// <summary>A new folder below the one with the feed.</summary>
    public DirectoryInfo CreateFolder(string name) => _root.CreateSubdirectory(name);

    /// <summary>Starts a program with the empty NuGet cache.</summary>
    public ChildProcess Start(DirectoryInfo folder, string program, IEnumerable<string> arguments, params (string Name, string? Value)[] variables)
    {
        var environment = Environment;
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return ChildProcess.Start(program, arguments, folder.FullName, environment);
    }

    /// <summary>Runs a program that must succeed, and returns its output.</summary>
    public async Task<string> RunAsync(DirectoryInfo folder, string program, IEnumerable<string> arguments, params (string Name, string? Value)[] variables)
    {
        await using var process = Start(folder, program, arguments, variables);
        var code = await process.EndsAsync(s_limit);
        Assert.True(code == 0, $"{process.Command} ended with {code}:\n{process.Output}");
        return process.Output;
    }

    /// <inheritdoc cref="RunAsync"/>
    public Task<string> DotNetAsync(DirectoryInfo folder, params string[] arguments) => RunAsync(folder, ChildProcess.DotNet, arguments);

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
