using EndToEnd.Harness;

namespace Documentation.Tests;

/// <summary>The application is started as README.md says, in a network that has only loopback; every command that is marked as runnable is run beside it.</summary>
public sealed class CommandsInDocumentsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_application_starts_as_the_README_says_and_every_marked_command_works_beside_it()
    {
        await LoopbackOnly.RequireAsync();
        await using (var before = new Application())
        {
            await before.InitializeAsync(); // Installs the page's packages where they are missing: the network below has no registry.
        }

        var start = Assert.Single(Block.All, block => block.Mark == "start");
        await using var application = LoopbackOnly.Start($"exec {start.Commands}");
        await application.SaysAsync("Distributed application started. Press Ctrl+C to shut down.", s_limit);

        foreach (var page in (string[])["http://localhost:5100/", "http://localhost:5101/health", "http://localhost:5102/health"])
        {
            await RunAsync(application, page, $"curl -sSf {page}");
        }

        // As a reader does: from the top of a file to its end in one shell, README.md first.
        foreach (var file in Block.All.Where(block => block.Mark == "test").GroupBy(block => block.File))
        {
            await RunAsync(application, file.Key, string.Join('\n', from block in file select block.Commands));
        }

        File.Delete(Path.Combine(Repository.Root, "token.txt"));
        File.Delete(Path.Combine(Repository.Root, "cookies.txt"));
        application.Terminate();
        Assert.Equal(0, await application.EndsAsync(Wait.Limit));
    }

    private static async Task RunAsync(ChildProcess application, string where, string commands)
    {
        // Everything is built: dotnet run need not look again.
        var script = "set -euxo pipefail\ndotnet() { if [ \"$1\" = run ]; then shift; command dotnet run --no-build \"$@\"; else command dotnet \"$@\"; fi; }\n" + commands;
        await using var shell = LoopbackOnly.StartIn(application, "bash", "-c", script);
        var code = await shell.EndsAsync(s_limit);
        Assert.True(code == 0, $"{where} should work, but ended with {code}:\n{commands}\n{shell.Output}");
    }
}
