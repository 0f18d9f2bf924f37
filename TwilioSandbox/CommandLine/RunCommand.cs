using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;

namespace TwilioSandbox.CommandLine;

/// <summary><c>run [--port 5102] [--voice-url http://localhost:3000/voice]</c> serves the sandbox without any configuration.</summary>
internal static class RunCommand
{
    private static readonly string s_version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <param name="account">The sandbox's account.</param>
    /// <param name="serve">Serves with this configuration, prints the announcement when the sandbox has started, and returns the exit code.</param>
    public static Command Create(SandboxOptions account, Func<string[], string, int> serve)
    {
        var port = new Option<int>("--port") { Description = "The port on this machine.", DefaultValueFactory = _ => 5102, CustomParser = ParsePort };
        var voiceUrl = new Option<Uri?>("--voice-url") { Description = "Your application's TwiML endpoint, such as http://localhost:3000/voice. Outgoing calls need it.", CustomParser = ParseUrl };
        var command = new Command("run", "Starts the sandbox, and prints the settings that your application needs.") { port, voiceUrl };
        command.SetAction(parsed =>
        {
            var url = $"http://localhost:{parsed.GetValue(port)}";
            return serve([.. Configuration(account, url, parsed.GetValue(voiceUrl))], Announcement(account, url, parsed.GetValue(voiceUrl)));
        });
        return command;
    }

    private static IEnumerable<string> Configuration(SandboxOptions account, string url, Uri? voiceUrl) =>
    [
        $"--urls={url}",
        $"--Sandbox:AccountSid={account.AccountSid}",
        $"--Sandbox:AuthToken={account.AuthToken}",
        $"--Sandbox:ApplicationSid={account.ApplicationSid}",
        $"--Sandbox:ApiKeySid={account.ApiKeySid}",
        $"--Sandbox:ApiKeySecret={account.ApiKeySecret}",
        .. voiceUrl is null ? Array.Empty<string>() : [$"--Sandbox:VoiceUrl={voiceUrl.OriginalString}"],
    ];

    // The names that Twilio's quickstarts use.
    private static string Announcement(SandboxOptions account, string url, Uri? voiceUrl) => $"""
        Twilio sandbox {s_version} is running at {url}

        Your server's environment variables:

          TWILIO_ACCOUNT_SID={account.AccountSid}
          TWILIO_AUTH_TOKEN={account.AuthToken}
          TWILIO_API_KEY={account.ApiKeySid}
          TWILIO_API_SECRET={account.ApiKeySecret}
          TWILIO_TWIML_APP_SID={account.ApplicationSid}

        In your page, before the Voice SDK:

          <script src="{url}/sandbox.js"></script>

        Voice URL: {voiceUrl?.OriginalString ?? Environment.GetEnvironmentVariable("Sandbox__VoiceUrl") ?? "none. To make outgoing calls, add --voice-url http://localhost:3000/voice"}

        Open {url} to watch calls. Press Ctrl+C to stop.
        """;

    private static int ParsePort(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            result.AddError($"--port is '{text}', but must be a number from 1 to 65535.");
        }

        return port;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            result.AddError($"--voice-url is '{text}', but must be an absolute http or https URL, such as http://localhost:3000/voice.");
        }

        return url;
    }
}
