using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Container.Tests.Docker;

namespace Container.Tests.Page;

/// <summary>The sandbox, as a program on this machine: browsers speak to it, and it asks the container what to do with a call.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SandboxProcess(Process process) => _process = process;

    public static async Task<SandboxProcess> StartAsync(int port, Uri tokenApi)
    {
        // …/tests/Container.Tests/bin/Debug/net10.0: the sandbox was built in the same way.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.GetFullPath(Path.Combine(output.FullName, "../../../../..", "TwilioSandbox", "bin", output.Parent!.Name, output.Name, "TwilioSandbox.dll"));
        var start = new ProcessStartInfo("dotnet", ["exec", program, "--urls", $"http://localhost:{port}"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AccountSid"] = "AC00000000000000000000000000facade",
            ["ApplicationSid"] = "AP00000000000000000000000000facade",
            ["ApiKeySid"] = "SK00000000000000000000000000facade",
            ["AuthToken"] = Secrets.AuthToken,
            ["ApiKeySecret"] = Secrets.ApiKeySecret,
            ["VoiceUrl"] = $"{tokenApi}voice",
        })
        {
            start.Environment[$"Sandbox__{name}"] = value;
        }

        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        var sandbox = new SandboxProcess(Process.Start(start)!);
        while (await sandbox._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Now listening on", StringComparison.Ordinal))
            {
                _ = sandbox._process.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would stop it.
                return sandbox;
            }
        }

        await sandbox.DisposeAsync();
        throw new InvalidOperationException("The sandbox did not start.");
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
