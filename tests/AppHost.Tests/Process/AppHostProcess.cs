using System.Globalization;

namespace AppHost.Tests.Process;

/// <summary>AppHost in its own process. A variable marks its descendants, and a temporary folder holds its files.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    public const string Reason = "Only Linux has /proc, where processes are found.";

    private const string Mark = "APPHOST_OF_THE_TEST";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    private readonly string _id = $"{Guid.NewGuid()}";
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("apphost-");
    private readonly ChildProcess _process;

    private AppHostProcess(string? secretsDirectory)
    {
        _process = ChildProcess.Start(ChildProcess.DotNet, [Repository.ProgramOf("AppHost"), "--DcpPublisher:RandomizePorts=true"], environment: new Dictionary<string, string?>
        {
            [Mark] = _id,
            ["TMPDIR"] = _temporary.FullName,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Free(),
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Free(),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Free(),
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["SecretsDirectory"] = secretsDirectory,
        });
    }

    public static bool CanBeFound => OperatingSystem.IsLinux();

    /// <summary>Starts AppHost, sends a signal after a line of output, and waits until no process and no folder is left.</summary>
    /// <param name="signal">The name of the signal.</param>
    /// <param name="moment">The output to wait for.</param>
    /// <param name="secretsDirectory">A setting of TokenApi, which stops if the directory does not exist.</param>
    public static async Task LeavesNothingAsync(string signal, string moment, string? secretsDirectory = null)
    {
        await using var appHost = new AppHostProcess(secretsDirectory);
        await appHost._process.SaysAsync(moment, TimeSpan.FromMinutes(3));
        await appHost.EndAsync(signal);
    }

    /// <summary>Starts AppHost, kills one of its programs, and waits until AppHost reports that.</summary>
    /// <param name="program">The name of the program.</param>
    /// <param name="report">The output to wait for.</param>
    public static async Task ReportsKilledAsync(string program, string report)
    {
        await using var appHost = new AppHostProcess(secretsDirectory: null);
        await appHost._process.SaysAsync("to see two phones", TimeSpan.FromMinutes(3));
        using var process = System.Diagnostics.Process.GetProcessById(appHost.Descendants().Single(descendant => Path.GetFileName(descendant.Command.Split('\0')[0]) == program).Id);
        process.Kill();
        await appHost._process.SaysAsync(report, s_limit);
        await appHost.EndAsync("TERM");
    }

    // Until nothing is left.
    private async Task EndAsync(string signal)
    {
        await _process.SignalAsync(signal);
        await Wait.UntilAsync(
            $"nothing of AppHost to be left. Its output:\n{_process.Output}\n", () => Task.FromResult(Left()), left => left.Count == 0, s_limit, TimeSpan.FromMilliseconds(250));
    }

    /// <summary>
    /// All processes with the variable, and all folders among the temporary files. A listener cannot outlive its process.
    /// Files are not counted: a killed .NET process leaves <c>dotnet-diagnostic-…</c> and <c>clr-debug-pipe-…</c>.
    /// </summary>
    private IReadOnlyList<string> Left() =>
    [
        .. from process in Descendants() select $"process {process.Id} ({process.Command.Replace('\0', ' ').Trim()})",
        .. from folder in _temporary.EnumerateDirectories() select $"folder {folder.FullName}",
    ];

    private IEnumerable<(int Id, string Command)> Descendants() =>
        from directory in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out _) && Read(directory, "environ").Split('\0').Contains($"{Mark}={_id}")
        select (int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture), Read(directory, "cmdline"));

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _temporary.Delete(recursive: true);
    }

    private static string Free() => $"http://localhost:{Ports.Free()}";

    private static string Read(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // The process has ended, or belongs to another user.
        }
    }
}
