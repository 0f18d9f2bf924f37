using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using TwilioSandbox.Account;
using TwilioSandbox.CommandLine;

namespace TwilioSandbox.Tests.CommandLine;

/// <summary>The commands and their arguments.</summary>
public sealed class CommandTests
{
    private static readonly SandboxOptions s_account = BuiltInAccount.OrConfigured(new ConfigurationBuilder().Build());

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Theory]
    [InlineData("capability")]
    [InlineData("access")]
    public void Issued_token_is_explained_and_accepted(string kind)
    {
        var token = Run($"token --client alice --incoming --kind {kind} --ttl 60").Output;

        var (exitCode, output, _) = Run("explain", token);

        Assert.Equal(0, exitCode);
        Assert.Equal($"""
            Accepted: {kind} token of alice
              incoming calls   yes
              outgoing calls   no
              expires          2023-11-14 22:14:20 UTC, in 60 s

            """, output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Expired_token_is_refused_with_the_reason_and_exit_code_1()
    {
        var token = Run("token --client alice --ttl 60").Output.Trim();
        _time.Advance(TimeSpan.FromSeconds(60));

        var (exitCode, output, _) = Run($"explain {token}");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Refused with 31205: JWT Token Expired\n  This token expired just now ('exp').", output, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_equals_that_of_the_HTTP_API()
    {
        var issued = JsonDocument.Parse(Run("token --client alice --outgoing --json").Output).RootElement;
        var explained = JsonDocument.Parse(Run($"explain {issued.GetProperty("token")} --json").Output).RootElement;
        Assert.Equal("alice", issued.GetProperty("identity").GetString());
        Assert.Equal(3600, issued.GetProperty("ttl").GetInt32());
        Assert.True(explained.GetProperty("accepted").GetBoolean());
        Assert.Equal(s_account.ApplicationSid, explained.GetProperty("applicationSid").GetString());
    }

    [Theory]
    [InlineData("token --client not-a-name", "--client must be 1 to")]
    [InlineData("token --client alice --ttl 86401", "--ttl must be a whole number of seconds from 1 to 86400.")]
    [InlineData("token --client alice --kind refresh", "--kind must be capability or access.")]
    [InlineData("token", "--client")]
    [InlineData("token --client alice --tll 60", "--tll")]
    [InlineData("run --port abc", "--port is 'abc', but must be a number from 1 to 65535.")]
    [InlineData("run --port 0", "--port is '0', but must be a number from 1 to 65535.")]
    [InlineData("run --port 65536", "--port is '65536', but must be a number from 1 to 65535.")]
    [InlineData("run --voice-url localhost:3000/voice", "--voice-url is 'localhost:3000/voice', but must be an absolute http or https URL")]
    [InlineData("run --voice-url /voice", "--voice-url is '/voice', but must be an absolute http or https URL")]
    public void Wrong_argument_is_refused_by_name_without_help_and_nothing_is_issued(string command, string error)
    {
        var result = Run(command);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("serve", 1)]
    public void Help_is_printed_for_help_and_an_unknown_command(string command, int exitCode)
    {
        Assert.True(SandboxCommand.IsNamedBy([command]));
        var result = Run(command);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("explain <TOKEN>", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:5102")]
    [InlineData("--Sandbox:VoiceUrl=http://localhost:5101/voice")]
    [InlineData("urls=http://localhost:5102")]
    public void Configuration_arguments_are_not_a_command(params string[] args) => Assert.False(SandboxCommand.IsNamedBy(args));

    [Fact]
    public void Configured_account_is_used()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Sandbox:AccountSid", "AC0000000000000000000000abcdefabcd")]).Build();
        Assert.Equal("AC0000000000000000000000abcdefabcd", BuiltInAccount.OrConfigured(configuration).AccountSid);
    }

    [Fact]
    public async Task Program_runs_the_command_instead_of_the_server()
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(SandboxOptions).Assembly.Location, "explain", "not.a.token"]) { RedirectStandardOutput = true })!;
        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith("Refused with 31204", output, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(string command, string input = "")
    {
        using StringReader reader = new(input);
        using StringWriter output = new(), error = new();
        return (SandboxCommand.Run(command.Split(' '), s_account, _time, reader, output, error), output.ToString(), error.ToString());
    }
}
