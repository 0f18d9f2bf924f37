using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TwilioSandbox.Tests.Access;

/// <summary>Starts the program with configuration errors.</summary>
public class StartTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("Sandbox__AccountSid", "AC043dcf9844e13758bc3a36a84c297610", "Sandbox:AccountSid must be a sandbox SID")]
    [InlineData("Sandbox__ApiKeySid", "SK043dcf9844e13758bc3a36a84c297610", "Sandbox:ApiKeySid must be a sandbox SID")]
    [InlineData("Sandbox__ApplicationSid", "AP043dcf9844e13758bc3a36a84c297610", "Sandbox:ApplicationSid must be a sandbox SID")]
    [InlineData("Sandbox__ListenBeyondLoopback", "1", "'Sandbox:ListenBeyondLoopback' to type 'System.Boolean'")]
    [InlineData("Sandbox__PageUrl", "javascript:alert(1)", "Sandbox:PageUrl must be an absolute http or https URL")]
    [InlineData("ASPNETCORE_URLS", "http://*:0", "urls would open the sandbox to other machines")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080", "http_ports would open the sandbox to other machines")]
    [InlineData("Kestrel__Endpoints__Http__Url", "http://0.0.0.0:0", "Kestrel:Endpoints:Http:Url would open the sandbox to other machines")]
    public async Task Configuration_error_ends_the_start_without_a_stack_trace(string setting, string value, string why)
    {
        using var process = Start((setting, value));
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains(why, await said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await said, StringComparison.Ordinal);
        Assert.DoesNotContain("043dcf", await said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListenBeyondLoopback_opens_the_sandbox_to_other_machines()
    {
        var port = FreePort();
        using var process = Start(("ASPNETCORE_URLS", $"http://0.0.0.0:{port}"), ("Sandbox__ListenBeyondLoopback", "true"));
        try
        {
            await AliveAsync(process, port);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TwilioSandbox.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The environment of this test must not configure the program.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["Sandbox__AccountSid"] = SandboxApp.AccountSid;
        start.Environment["Sandbox__AuthToken"] = SandboxApp.AuthToken;
        start.Environment["Sandbox__ApplicationSid"] = SandboxApp.ApplicationSid;
        start.Environment["Sandbox__ApiKeySid"] = SandboxApp.ApiKeySid;
        start.Environment["Sandbox__ApiKeySecret"] = SandboxApp.ApiKeySecret;
        start.Environment["Sandbox__VoiceUrl"] = VoiceApplication.Url;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // The output must be read, or the program blocks when the pipe is full.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    private static async Task AliveAsync(Process process, int port)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        using var http = new HttpClient();
        for (; ; await Task.Yield())
        {
            Assert.False(process.HasExited, "It ended.");
            try
            {
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/alive"), limit.Token)).StatusCode);
                return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
