using EndToEnd.Harness;

namespace EndToEnd.Tests.Faults;

/// <summary>What the console says when a service is started with settings that cannot work. AppHost.Tests has more of the application host's.</summary>
internal static class ServiceFaults
{
    private static readonly Dictionary<string, string> s_twilio = new()
    {
        ["Twilio:AccountSid"] = Sandbox.Account["AccountSid"], ["Twilio:AuthToken"] = Sandbox.Account["AuthToken"],
        ["Twilio:ApplicationSid"] = Sandbox.Account["ApplicationSid"], ["Twilio:SandboxUrl"] = "http://localhost:1",
    };

    private static readonly Dictionary<string, string> s_sandbox = new()
    {
        ["Sandbox:AccountSid"] = Sandbox.Account["AccountSid"], ["Sandbox:AuthToken"] = Sandbox.Account["AuthToken"],
        ["Sandbox:ApplicationSid"] = Sandbox.Account["ApplicationSid"], ["Sandbox:VoiceUrl"] = "http://localhost:1/voice",
    };

    // `dotnet run` alone takes seconds.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    private static readonly string[] s_run = ["run", "--no-build", "--project", "AppHost"];

    public static IEnumerable<Fault> All =>
    [
        new("TokenApi without settings", "Twilio:AccountSid is missing.", "dotnet run --project AppHost", _ => OutputOfAsync("TokenApi", [])),
        new("a malformed account SID", "Twilio:AccountSid is malformed.", "AC and 32 hexadecimal digits", _ => OutputOfAsync("TokenApi", s_twilio, ("Twilio:AccountSid", "AC123"))),
        new("account SID and application SID swapped", "Twilio:ApplicationSid is malformed.", "AP and 32 hexadecimal digits",
            _ => OutputOfAsync("TokenApi", s_twilio, ("Twilio:ApplicationSid", "AC00000000000000000000000000facade"))),
        new("half an API key", "Twilio:ApiKeySecret", "Twilio:ApiKeySid", _ => OutputOfAsync("TokenApi", s_twilio, ("Twilio:ApiKeySid", "SK00000000000000000000000000facade"))),
        new("the sandbox without settings", "Sandbox:AuthToken is missing.", "dotnet run --project AppHost", _ => OutputOfAsync("TwilioSandbox", [])),
        new("a real account in the sandbox", "A real one belongs to Twilio.", "sandbox SID: AC, 20 zeros", _ =>
            OutputOfAsync("TwilioSandbox", s_sandbox, ("Sandbox:AccountSid", "AC0123456789abcdef0123456789abcdef"))),
        new("the sandbox open to the network", "where other machines reach it", "Let it listen on http://localhost:5102", _ =>
            OutputOfAsync("TwilioSandbox", s_sandbox, ("urls", "http://0.0.0.0:0"))),
        new("a ring time that cannot be", "Sandbox:RingTimeout", "0:00:01 to 0:10:00", _ => OutputOfAsync("TwilioSandbox", s_sandbox, ("Sandbox:RingTimeout", "00:00:00"))),
        new("half an account", "only half configured", "dotnet user-secrets --project AppHost set Parameters:twilio-auth-token", async _ =>
        {
            await using var host = ChildProcess.Start(ChildProcess.DotNet, [.. s_run, "--", "--Parameters:twilio-account-sid=AC0123456789abcdef0123456789abcdef"]);
            return await FailureOfAsync(host);
        }),
        new("a port taken", "Port 5101 of resource 'tokenapi' is taken", "End that program", async _ =>
        {
            await LoopbackOnly.RequireAsync(); // Where the fixed ports are nobody else's.
            await using var host = LoopbackOnly.Start($$"""
                { timeout 20 node -e "require('net').createServer().listen(5101, '127.0.0.1', () => console.log('taken'))" 2> /dev/null & } | { read taken; exec '{{ChildProcess.DotNet}}' {{string.Join(' ', s_run)}}; }
                """);
            return await FailureOfAsync(host);
        }),
        new("Node missing", "'node' is not on the PATH", "Install it (https://nodejs.org", async _ =>
        {
            await LoopbackOnly.RequireAsync();
            var path = Directory.CreateTempSubdirectory("path-");
            try
            {
                await using var host = LoopbackOnly.Start(
                    $"PATH='{path}' exec '{ChildProcess.DotNet}' {string.Join(' ', s_run)}");
                return await FailureOfAsync(host);
            }
            finally
            {
                path.Delete(recursive: true);
            }
        }),
    ];

    private static async Task<string> FailureOfAsync(ChildProcess process)
    {
        Assert.NotEqual(0, await process.EndsAsync(s_limit));
        return process.Output;
    }

    private static async Task<string> OutputOfAsync(string service, Dictionary<string, string> settings, params (string Name, string Value)[] changes)
    {
        var all = new Dictionary<string, string>(settings) { ["environment"] = "Production" };
        foreach (var (name, value) in changes)
        {
            all[name] = value;
        }

        await using var process = ChildProcess.Start(
            ChildProcess.DotNet, [Repository.ProgramOf(service), .. all.Select(setting => $"--{setting.Key}={setting.Value}")], Path.GetTempPath());
        return await FailureOfAsync(process);
    }
}
