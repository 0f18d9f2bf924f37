using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TokenApi.Tests.SharedState;

/// <summary>A real Redis on a free port. It keeps its data when it is stopped and started again.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("redis-");
    private readonly int _port = FreePort();
    private Process? _process;

    public static void SkipWithout() => Assert.SkipUnless(File.Exists(Program), $"There is no {Program}: apt-get install redis-server");

    /// <summary>An instance of TokenApi that uses it.</summary>
    public TokenApiApp NewInstance(int perIdentity = 1000) => Use(new() { Settings = { ["RateLimits:PerIdentity"] = $"{perIdentity}", ["RateLimits:PerAddress"] = "1000000" } });

    public TokenApiApp Use(TokenApiApp app)
    {
        app.Settings["ConnectionStrings:redis"] = $"127.0.0.1:{_port},connectTimeout=500";
        return app;
    }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            Program, ["--bind", "127.0.0.1", "--port", $"{_port}", "--dir", _data.FullName, "--appendonly", "yes", "--appendfsync", "always", "--save", ""])
        {
            RedirectStandardOutput = true,
        })!;
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        Assert.Fail("redis-server ended while it started.");
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
