using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TokenApi.CommandLine;
using TokenApi.Settings;
using TokenApi.Tests.Api;
using TwilioTokens;

namespace TokenApi.Tests.CommandLine;

/// <summary>The commands in this process, on a clock that stands still, with settings and standard input as given.</summary>
internal static class Commands
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    public static (int ExitCode, string Output, string Error) Run(string command, TwilioOptions? settings = null, string input = "")
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection((settings ?? TestAccount.Sandbox()).AsConfiguration()!).Build());
        services.AddTwilioSettings();
        services.AddLogging();
        using var given = new CommandSettings(services.BuildServiceProvider(), new FakeTimeProvider(Now));
        using StringReader reader = new(input);
        using StringWriter output = new(), error = new();

        var exitCode = TokenCommand.Run(["token", .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)], given, reader, output, error);

        return (exitCode, output.ToString(), error.ToString());
    }
}
