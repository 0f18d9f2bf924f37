using System.CommandLine;
using System.CommandLine.Invocation;
using TwilioSandbox.Account;

namespace TwilioSandbox.CommandLine;

/// <summary>The commands <c>run</c>, <c>token</c> and <c>explain</c>, and help. Without a command the program serves with the configuration section <c>Sandbox</c>.</summary>
internal static class SandboxCommand
{
    private const string Description = "A local sandbox for browser phones on Twilio. Start it with 'run'. Without a command, it serves at --urls with the configuration section Sandbox.";

    /// <summary>Whether the arguments are a command or ask for help. Configuration has the form <c>--urls http://localhost:5102</c> or <c>key=value</c>.</summary>
    public static bool IsNamedBy(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs the command on the console, with the account of the configuration section <c>Sandbox</c> or the built-in one.</summary>
    public static int Run(string[] args)
    {
        try
        {
            var account = BuiltInAccount.OrConfigured(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            return Run(args, account, TimeProvider.System, Console.In, Console.Out, Console.Error);
        }
        catch (InvalidOperationException unreadable) when (unreadable.InnerException is FormatException or ArgumentException)
        {
            // "Failed to convert configuration value 'abc' at 'Sandbox:RingTimeout' to type 'System.TimeSpan'."
            Console.Error.WriteLine(unreadable.Message);
            return 1;
        }
    }

    /// <summary>Runs the command, and returns its exit code.</summary>
    public static int Run(string[] args, SandboxOptions account, TimeProvider time, TextReader input, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(Description)
        {
            RunCommand.Create(BuiltInAccount.Create(), SandboxServer.Run), // Needs no configuration, and is not confused by any.
            TokenCommand.Create(account, time),
            ExplainCommand.Create(account, time, input),
        };
        root.HelpName = "twilio-sandbox";
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction wrong)
        {
            // The message names the option. The help would push it off the screen.
            wrong.ShowHelp = parsed.CommandResult.Command == root;
        }

        return parsed.Invoke(new() { Output = output, Error = error });
    }
}
