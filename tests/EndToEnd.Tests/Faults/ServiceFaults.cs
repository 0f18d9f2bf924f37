using System.Net;
using System.Net.Sockets;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Faults;

/// <summary>What the console says when a service is started with settings that cannot work. EmbeddedAspire's own tests have more of AppHost's.</summary>
internal static class ServiceFaults
{
    private static readonly Dictionary<string, string> s_twilio = new()
    {
        ["Twilio:AccountSid"] = "AC00000000000000000000000000facade", ["Twilio:AuthToken"] = "000000000000000000000000badcafe0",
        ["Twilio:ApplicationSid"] = "AP00000000000000000000000000facade", ["Twilio:SandboxUrl"] = "http://localhost:1",
    };

    private static readonly Dictionary<string, string> s_sandbox = new()
    {
        ["Sandbox:AccountSid"] = "AC00000000000000000000000000facade", ["Sandbox:AuthToken"] = "000000000000000000000000badcafe0",
        ["Sandbox:ApplicationSid"] = "AP00000000000000000000000000facade", ["Sandbox:VoiceUrl"] = "http://localhost:1/voice",
    };

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
        new("a ring time that cannot be", "Sandbox:RingTimeout", "00:00:01", _ => OutputOfAsync("TwilioSandbox", s_sandbox, ("Sandbox:RingTimeout", "00:00:00"))),
        new("port of TokenApi taken", "address already in use", "", async _ =>
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return await OutputOfAsync("TokenApi", s_twilio, ("urls", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        }),
    ];

    private static async Task<string> OutputOfAsync(string service, Dictionary<string, string> settings, params (string Name, string Value)[] changes)
    {
        var all = new Dictionary<string, string>(settings) { ["environment"] = "Production" };
        foreach (var (name, value) in changes)
        {
            all[name] = value;
        }

        await using var process = ChildProcess.Start(
            ChildProcess.DotNet, [Repository.ProgramOf(service), .. all.Select(setting => $"--{setting.Key}={setting.Value}")], Path.GetTempPath());
        Assert.NotEqual(0, await process.EndsAsync(Fault.Limit));
        return process.Output;
    }
}
