using System.CommandLine;
using TwilioSandbox.Account;

namespace TwilioSandbox.CommandLine;

/// <summary><c>token</c> and <c>explain</c>: what this program does instead of serving if one of them is its first argument.</summary>
internal static class SandboxCommand
{
    public static bool IsNamedBy(string[] args) => args is ["token" or "explain", ..];

    /// <summary>Runs the command on the console, with the account of the configuration section <c>Sandbox</c> or the built-in one.</summary>
    public static int Run(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return Run(args, BuiltInAccount.OrConfigured(configuration), TimeProvider.System, Console.In, Console.Out, Console.Error);
    }

    /// <summary>Runs the command, and returns its exit code.</summary>
    public static int Run(string[] args, SandboxOptions account, TimeProvider time, TextReader input, TextWriter output, TextWriter error) =>
        new RootCommand("A local sandbox for Twilio's browser phones.") { TokenCommand.Create(account, time), ExplainCommand.Create(account, time, input) }
            .Parse(args).Invoke(new() { Output = output, Error = error });
}
