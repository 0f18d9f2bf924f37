using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EndToEnd.Tests.Harness;

/// <summary>
/// The page as it is deployed: built by <c>npm run build</c>, and served by a TokenApi of its own, in production. It talks to the application's sandbox.
/// </summary>
public sealed class DeployedPage : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("page-");
    private Process? _tokenApi;

    /// <summary>What <c>npm run build</c> has made.</summary>
    public DirectoryInfo Files => _folder;

    public Uri Url { get; private set; } = null!;

    public static async Task<DeployedPage> StartAsync(Application application)
    {
        var deployed = new DeployedPage();
        try
        {
            await deployed.BuildAsync();
            await deployed.ServeAsync(application.UrlOf("sandbox"));
            return deployed;
        }
        catch
        {
            await deployed.DisposeAsync();
            throw;
        }
    }

    private async Task BuildAsync()
    {
        using var limit = NewLimit();
        using var npm = Start(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            Path.Combine(Repository.Root, "WebClient"),
            ["run", "build", "--", "--outDir", _folder.FullName, "--emptyOutDir"]);
        var (output, errors) = (npm.StandardOutput.ReadToEndAsync(limit.Token), npm.StandardError.ReadToEndAsync(limit.Token));
        await npm.WaitForExitAsync(limit.Token);
        Assert.True(npm.ExitCode == 0, $"npm run build ended with {npm.ExitCode}:\n{await output}\n{await errors}");
    }

    private async Task ServeAsync(Uri sandbox)
    {
        // …/tests/EndToEnd.Tests/bin/Debug/net10.0: TokenApi was built in the same way.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(Repository.Root, "TokenApi", "bin", output.Parent!.Name, output.Name, "TokenApi.dll");
        var account = new Dictionary<string, string>
        {
            ["AccountSid"] = "AC00000000000000000000000000facade",
            ["AuthToken"] = "000000000000000000000000badcafe0",
            ["ApplicationSid"] = "AP00000000000000000000000000facade",
            ["ApiKeySid"] = "SK00000000000000000000000000facade",
            ["ApiKeySecret"] = "sandboxSecretNotARealOne00000000",
            ["SandboxUrl"] = sandbox.ToString(),
        };
        _tokenApi = Start(DotNet, _folder.FullName,
        [
            program, "--environment", "Production", "--urls", "http://127.0.0.1:0", "--webroot", _folder.FullName,
            .. account.Select(setting => $"--Twilio:{setting.Key}={setting.Value}"),
        ]);
        using var limit = NewLimit();
        var errors = _tokenApi.StandardError.ReadToEndAsync(CancellationToken.None);
        List<string> lines = [];
        while (await _tokenApi.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            lines.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                // By name: a page may use the microphone on localhost.
                Url = new UriBuilder(line[(at + Listening.Length)..].Trim()) { Host = "localhost" }.Uri;
                _ = _tokenApi.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would stop it.
                return;
            }
        }

        Assert.Fail($"TokenApi did not start:\n{string.Join('\n', lines)}\n{await errors}");
    }

    // The host that runs this test; it need not be on the PATH: {root}/shared/Microsoft.NETCore.App/{version}/
    private static string DotNet => Path.GetFullPath(
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet", Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static Process Start(string program, string folder, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static CancellationTokenSource NewLimit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        return limit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_tokenApi is not null)
        {
            _tokenApi.Kill(entireProcessTree: true);
            await _tokenApi.WaitForExitAsync();
            _tokenApi.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
