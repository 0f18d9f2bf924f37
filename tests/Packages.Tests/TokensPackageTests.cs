using System.Runtime.InteropServices;
using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>A console program with the code in README.md issues both kinds of token. Twilio's npm package judges them.</summary>
public sealed class TokensPackageTests(LocalFeed feed)
{
    private const string Account = """
        using TwilioTokens;

        var (accountSid, authToken) = ("AC00000000000000000000000000facade", "000000000000000000000000badcafe0");
        var (apiKeySid, apiKeySecret) = ("SK00000000000000000000000000facade", "sandboxSecretNotARealOne00000000");
        var applicationSid = "AP00000000000000000000000000facade";

        """;

    [Fact]
    public async Task Console_program_issues_both_kinds_of_token()
    {
        var folder = CreateProgram("tokens");
        await IssuesTokensAsync(() => feed.DotNetAsync(folder, "run"));
    }

    [Fact]
    public async Task Console_program_works_with_native_AOT_and_without_warnings()
    {
        if (!File.Exists("/usr/include/zlib.h") || !(File.Exists("/usr/bin/clang") || File.Exists("/usr/bin/gcc")))
        {
            return; // Native AOT needs a C toolchain.
        }

        var folder = CreateProgram("tokens-aot");
        await feed.DotNetAsync(folder, "publish", "-p:PublishAot=true", "-warnaserror", "--runtime", RuntimeInformation.RuntimeIdentifier, "--output", "published");
        await IssuesTokensAsync(() => feed.RunAsync(folder, Path.Combine(folder.FullName, "published", folder.Name), []));
    }

    private static async Task IssuesTokensAsync(Func<Task<string>> run)
    {
        var requestedAt = DateTimeOffset.UtcNow;
        var tokens = (await run()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var purpose = new Purpose(Incoming: true, Outgoing: true, Ttl: 600);
        foreach (var (token, kind) in tokens.Zip((string[])["capability", "access"]))
        {
            Assert.Empty(await TokenOracle.DefectsOfAsync(new(token, kind, "alice", purpose, requestedAt, DateTimeOffset.UtcNow)));
        }

        Assert.Equal(2, tokens.Length);
    }

    private DirectoryInfo CreateProgram(string name)
    {
        var folder = feed.CreateFolder(name);
        File.WriteAllText(Path.Combine(folder.FullName, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Capability.Aspire.Tokens" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        var code = Markdown.Code("README.md", "csharp").Single(code => code.Contains("new Capability(", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder.FullName, "Program.cs"), $"{Account}{code}\nConsole.WriteLine(capability);\nConsole.WriteLine(access);\n");
        return folder;
    }
}
