using System.CommandLine;
using TwilioSandbox.Account;

namespace TwilioSandbox.CommandLine;

/// <summary>The commands <c>token</c> and <c>explain</c>, and help. Without a command the program serves the sandbox.</summary>
internal static class SandboxCommand
{
    /// <summary>Whether the arguments are a command or ask for help. Configuration has the form <c>--urls http://localhost:5102</c> or <c>key=value</c>.</summary>
    public static bool IsNamedBy(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs the command on the console, with the account of the configuration section <c>Sandbox</c> or the built-in one.</summary>
    public static int Run(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return Run(args, BuiltInAccount.OrConfigured(configuration), TimeProvider.System, Console.In, Console.Out, Console.Error);
    }

    /// <summary>Runs the command, and returns its exit code.</summary>
    public static int Run(string[] args, SandboxOptions account, TimeProvider time, TextReader input, TextWriter output, TextWriter error) =>
        new RootCommand("A local sandbox for Twilio's browser phones. Without a command it serves at --urls, configured by the section Sandbox (see docs/sandbox.md).") { TokenCommand.Create(account, time), ExplainCommand.Create(account, time, input) }
            .Parse(args).Invoke(new() { Output = output, Error = error });
}
