using System.CommandLine;

namespace TokenApi.CommandLine;

/// <summary>
/// <c>token create</c> and <c>token inspect</c>: what this program does instead of serving when its first argument is <c>token</c>.
/// </summary>
internal static class TokenCommand
{
    public const string Name = "token";

    /// <summary>Runs the command on the console.</summary>
    public static int Run(string[] args)
    {
        using var settings = CommandSettings.Load();
        return Run(args, settings, Console.In, Console.Out, Console.Error);
    }

    /// <summary>Runs the command, and returns its exit code.</summary>
    public static int Run(string[] args, CommandSettings settings, TextReader input, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("TokenApi: issues tokens for Twilio's browser phones. Without a command it serves them over HTTP.")
        {
            new Command(Name, "Makes and explains tokens.") { CreateCommand.Create(settings), InspectCommand.Create(settings, input) },
        };
        return root.Parse(args).Invoke(new() { Output = output, Error = error });
    }
}
