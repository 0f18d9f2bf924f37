using System.Diagnostics;

namespace EmbeddedAspire.Tests;

/// <summary>AppHost as a program, as a person at a console meets it: what it says last, and its exit code.</summary>
public sealed class ProgramTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_keeps_it_from_starting_is_the_last_thing_it_says_and_the_exit_code_is_not_0()
    {
        var (exitCode, output, error) = await RunAsync("--Parameters:twilio-account-sid=AC1");
        Assert.Equal(1, exitCode);
        Assert.Contains("Distributed application starting.", output, StringComparison.Ordinal);
        Assert.StartsWith("error: The Twilio account of resource 'twilio' is only half configured.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_is_one_line_that_says_what_it_needs()
    {
        var result = await RunAsync("--operation", "publish");
        Assert.Equal((1, "", "error: Publishing needs Aspire itself: run the same command with -p:UseAspire=true.\n"), result);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var appHost = Process.Start(new ProcessStartInfo("dotnet", [typeof(Projects.AppHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = appHost.StandardOutput.ReadToEndAsync(Token);
        var error = appHost.StandardError.ReadToEndAsync(Token);
        await appHost.WaitForExitAsync(Token);
        return (appHost.ExitCode, await output, (await error).ReplaceLineEndings("\n"));
    }
}
