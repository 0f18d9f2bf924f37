using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace TokenApi.Tests;

/// <summary>Docker and Kubernetes stop a service with SIGTERM.</summary>
public sealed class StopTests
{
    private const string Body = """{"name":"alice"}""";

    [Fact]
    public async Task Running_request_is_finished_and_new_ones_are_refused()
    {
        SkipOnWindows();
        await using var service = ServiceProcess.Start(TestAccount.Sandbox());
        var address = await service.AddressAsync();
        using var request = await BeginAsync(address);

        await TerminateAsync(service);
        await RefusesAsync(address);
        await request.Stream.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]), TestContext.Current.CancellationToken);

        Assert.Equal("HTTP/1.1 200 OK", await request.Answer.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await service.ExitAsync());
    }

    [Fact]
    public async Task Request_that_never_ends_does_not_delay_the_stop()
    {
        SkipOnWindows();
        await using var service = ServiceProcess.Start(TestAccount.Sandbox());
        using var request = await BeginAsync(await service.AddressAsync());

        await TerminateAsync(service);

        Assert.Equal(0, await service.ExitAsync());
        Assert.DoesNotContain("Unhandled exception", await service.OutputAsync(), StringComparison.Ordinal);
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");

    /// <summary>Sends a request without the end of its body, and waits until the service reads it.</summary>
    private static async Task<HalfRequest> BeginAsync(Uri address)
    {
        var request = new HalfRequest(address);
        await request.Stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/session HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\nExpect: 100-continue\r\n\r\n"),
            TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 100 Continue", await request.Answer.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await request.Answer.ReadLineAsync(TestContext.Current.CancellationToken));
        await request.Stream.WriteAsync(Encoding.ASCII.GetBytes(Body[..5]), TestContext.Current.CancellationToken);
        return request;
    }

    private static async Task TerminateAsync(ServiceProcess service)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{service.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the service refuses new connections.</summary>
    private static async Task RefusesAsync(Uri address)
    {
        try
        {
            while (true)
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            }
        }
        catch (SocketException)
        {
            // Refused.
        }
    }

    private sealed class HalfRequest : IDisposable
    {
        private readonly TcpClient _connection;

        public HalfRequest(Uri address)
        {
            _connection = new(address.Host, address.Port);
            Stream = _connection.GetStream();
            Answer = new(Stream, Encoding.ASCII);
        }

        public NetworkStream Stream { get; }

        public StreamReader Answer { get; }

        public void Dispose() => _connection.Dispose();
    }
}
