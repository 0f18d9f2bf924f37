using EndToEnd.Harness;

namespace Offline.Tests;

/// <summary>
/// The application is started as README.md says, in a network that has only loopback. Beside it two people call each other, and every command that is marked as
/// runnable is run: nothing of this needs the internet, once the packages are there.
/// </summary>
public sealed class LoopbackOnlyTests
{
    private const string CallTest = "EndToEnd.Tests.OutgoingApplicationTests.People_in_two_windows_of_one_browser_can_call_each_other";
    private const string Page = "http://localhost:5100/", TokenApi = "http://localhost:5101/", Sandbox = "http://localhost:5102/";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_application_starts_as_the_README_says_people_can_call_each_other_and_every_marked_command_works()
    {
        await LoopbackOnly.RequireAsync();
        var start = Assert.Single(Block.All, block => block.Mark == "start");
        await using var application = LoopbackOnly.Start($"exec {start.Commands}");
        await application.SaysAsync("Open http://localhost:5100", s_limit);

        foreach (var page in (string[])[Page, $"{TokenApi}health", $"{Sandbox}health"])
        {
            await RunAsync(application, page, $"curl -sSf {page}");
        }

        var (name, urls) = Assert.Single(Application.VariablesFor(new(Page), new(Page), new(TokenApi), new(Sandbox)));
        await using (var call = LoopbackOnly.StartIn(
            application, "env", $"{name}={urls}", ChildProcess.DotNet, Repository.ProgramOf("tests/EndToEnd.Tests"), "-method", CallTest))
        {
            Assert.True(await call.EndsAsync(s_limit) == 0, call.Output);
            Assert.Contains("Total: 1", call.Output, StringComparison.Ordinal);
        }

        // As a reader does: from the top of a file to its end in one shell, README.md first.
        foreach (var file in Block.All.Where(block => block.Mark == "test").GroupBy(block => block.File))
        {
            await RunAsync(application, file.Key, string.Join('\n', from block in file select block.Commands));
        }

        File.Delete(Path.Combine(Repository.Root, "token.txt"));
        File.Delete(Path.Combine(Repository.Root, "cookies.txt"));
        await application.SignalAsync();
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
