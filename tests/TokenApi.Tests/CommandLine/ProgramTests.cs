using System.Diagnostics;
using TokenApi.Tests.Api;
using TwilioTokens.Tests;

namespace TokenApi.Tests.CommandLine;

/// <summary>The real program in its own process, as a script calls it.</summary>
public class ProgramTests
{
    [Fact]
    public async Task Token_goes_from_one_command_into_the_other()
    {
        var (created, token) = await Run("create --client alice --incoming --token-only", input: "");
        Assert.Equal(0, created);
        Assert.True(DecodedToken.Of(token.Trim()).IsSignedWith(TestAccount.AuthToken));

        var (inspected, explanation) = await Run("inspect --verify", token);
        Assert.Equal(0, inspected);
        Assert.EndsWith("It would be accepted now.", explanation.Trim(), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Run(string command, string input)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, "token", .. command.Split(' ')])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in TestAccount.Sandbox().AsConfiguration())
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
