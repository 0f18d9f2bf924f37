using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TwilioSandbox.Account;

namespace TwilioSandbox.Tests.CommandLine;

/// <summary>The program with <c>run</c>, started in the folder of another application.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-");
    private readonly Dictionary<string, string> _environment = [];

    public RunTests() => File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), """{"Sandbox":{"ListenBeyondLoopback":"maybe"}}""");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Announced_settings_and_script_are_those_of_the_running_sandbox()
    {
        var port = FreePort();
        using var sandbox = Start("run", "--port", $"{port}", "--voice-url", "http://localhost:3000/voice");
        try
        {
            var output = await ReadUntilAsync(sandbox, "Press Ctrl+C to stop.");
            Assert.Contains($"TWILIO_ACCOUNT_SID={BuiltInAccount.AccountSid}", output, StringComparison.Ordinal);
            Assert.Contains($"TWILIO_AUTH_TOKEN={BuiltInAccount.AuthToken}", output, StringComparison.Ordinal);
            Assert.Contains($"TWILIO_API_KEY={BuiltInAccount.ApiKeySid}", output, StringComparison.Ordinal);
            Assert.Contains($"TWILIO_API_SECRET={BuiltInAccount.ApiKeySecret}", output, StringComparison.Ordinal);
            Assert.Contains($"TWILIO_TWIML_APP_SID={BuiltInAccount.ApplicationSid}", output, StringComparison.Ordinal);
            Assert.Contains($"<script src=\"http://localhost:{port}/sandbox.js\"></script>", output, StringComparison.Ordinal);
            Assert.Contains("Voice URL: http://localhost:3000/voice", output, StringComparison.Ordinal);

            using var http = new HttpClient();
            Assert.Contains(
                $"http://localhost:{port}",
                await http.GetStringAsync(new Uri($"http://localhost:{port}/sandbox.js"), TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
        finally
        {
            sandbox.Kill();
        }
    }

    [Fact]
    public async Task Voice_URL_of_the_environment_is_announced()
    {
        _environment["Sandbox__VoiceUrl"] = "http://localhost:3000/other";
        using var sandbox = Start("run", "--port", $"{FreePort()}");
        try
        {
            Assert.Contains("Voice URL: http://localhost:3000/other", await ReadUntilAsync(sandbox, "Press Ctrl+C to stop."), StringComparison.Ordinal);
        }
        finally
        {
            sandbox.Kill();
        }
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM.")]
    public async Task SIGTERM_ends_the_sandbox_with_exit_code_0()
    {
        using var sandbox = Start("run", "--port", $"{FreePort()}");
        try
        {
            var output = await ReadUntilAsync(sandbox, "Press Ctrl+C to stop.");
            Assert.Contains("Voice URL: none. To make outgoing calls, add --voice-url", output, StringComparison.Ordinal);

            using var kill = Process.Start("kill", ["-TERM", $"{sandbox.Id}"]);
            await sandbox.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
            Assert.Equal(0, sandbox.ExitCode);
        }
        finally
        {
            sandbox.Kill();
        }
    }

    [Fact]
    public async Task Taken_port_is_named_in_one_line_with_the_remedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (exitCode, _, error) = await RunAsync("run", "--port", $"{port}");
        Assert.Equal(1, exitCode);
        Assert.Matches($@"^The sandbox cannot start\..*:{port}: address already in use\..*--port 5103\)\.$", error.Trim());
    }

    [Fact]
    public async Task Unreadable_setting_is_named_in_one_line()
    {
        _environment["Sandbox__RingTimeout"] = "abc";
        var (exitCode, _, error) = await RunAsync("run");
        Assert.Equal((1, "Failed to convert configuration value 'abc' at 'Sandbox:RingTimeout' to type 'System.TimeSpan'."), (exitCode, error.Trim()));
    }

    [Fact]
    public async Task Version_is_that_of_the_package()
    {
        var (exitCode, output, _) = await RunAsync("--version");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$", output.Trim());
    }

    public static bool HasSignals => !OperatingSystem.IsWindows();

    private Process Start(params string[] args)
    {
        var program = new ProcessStartInfo("dotnet", ["exec", typeof(SandboxOptions).Assembly.Location, .. args])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
        {
            program.Environment[name] = value;
        }

        return Process.Start(program)!;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var program = Start(args);
        var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        return (program.ExitCode, output, await error);
    }

    private static async Task<string> ReadUntilAsync(Process program, string end)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        var output = "";
        while (!output.Contains(end, StringComparison.Ordinal))
        {
            output += await program.StandardOutput.ReadLineAsync(limit.Token) is { } line
                ? $"{line}\n"
                : throw new InvalidOperationException($"It ended. {output}{await program.StandardError.ReadToEndAsync(limit.Token)}");
        }

        return output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
