using EndToEnd.Harness;

namespace Offline.Tests;

/// <summary>
/// Starts the application with the command in README.md, in a network that has only loopback. Two people call each other, and each command in the docs
/// that is marked as a test succeeds.
/// </summary>
public sealed class LoopbackOnlyTests
{
    private const string CallTest = "EndToEnd.Tests.Calls.OutgoingApplicationTests.People_in_two_windows_of_one_browser_can_call_each_other";
    private const string Page = "http://localhost:5100/", TokenApi = "http://localhost:5101/", Sandbox = "http://localhost:5102/";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Application_a_call_and_the_commands_in_the_docs_work_offline()
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

        // In the order of each file and in one shell, README.md first.
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
        // Everything is built already.
        var script = "set -euxo pipefail\ndotnet() { if [ \"$1\" = run ]; then shift; command dotnet run --no-build \"$@\"; else command dotnet \"$@\"; fi; }\n" + commands;
        await using var shell = LoopbackOnly.StartIn(application, "bash", "-c", script);
        var code = await shell.EndsAsync(s_limit);
        Assert.True(code == 0, $"The commands of {where} ended with {code}:\n{commands}\n{shell.Output}");
    }
}
