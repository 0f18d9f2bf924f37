using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TwilioTokens;

namespace SandboxLoad;

/// <summary>The sandbox as a process of its own, with its log thrown away.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const string AccountSid = "AC00000000000000000000000000facade";
    private const string AuthToken = "000000000000000000000000badcafe0";
    private const string ApplicationSid = "AP00000000000000000000000000facade";

    private readonly Process _process;

    private SandboxProcess(Process process, int port)
    {
        _process = process;
        SignalUrl = new Uri($"ws://127.0.0.1:{port}/signal");
        Url = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri Url { get; }

    public Uri SignalUrl { get; }

    /// <summary>What the process has in memory, in MiB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static async Task<SandboxProcess> StartAsync(string voiceUrl)
    {
        var port = FreePort();
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../TwilioSandbox"));
        var program = Path.Combine(folder, "bin", AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0/TwilioSandbox.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Sandbox__AccountSid"] = AccountSid,
            ["Sandbox__AuthToken"] = AuthToken,
            ["Sandbox__ApplicationSid"] = ApplicationSid,
            ["Sandbox__ApiKeySid"] = "SK00000000000000000000000000facade",
            ["Sandbox__ApiKeySecret"] = "0000000000000000000000005ca1ab1e",
            ["Sandbox__VoiceUrl"] = voiceUrl,
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // Somebody must read what it says, or it stands still once the pipe is full.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var sandbox = new SandboxProcess(process, port);
        using var http = new HttpClient();
        while (!await IsHealthyAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("The sandbox ended at once; its message is above.");
            }
        }

        return sandbox;

        async Task<bool> IsHealthyAsync()
        {
            try
            {
                return (await http.GetAsync(new Uri(sandbox.Url, "health"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    public static string TokenFor(string name) =>
        new Capability(AccountSid, AuthToken).AllowClientIncoming(name).AllowClientOutgoing(ApplicationSid).Generate();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
