using System.Globalization;

namespace AppHost.Tests.Process;

/// <summary>AppHost as a program of its own. A variable and a temporary folder tell its descendants and its files from everyone else's.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    public const string Reason = "Finds processes in /proc, which only Linux has.";

    private const string Mark = "APPHOST_OF_THE_TEST";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    private readonly string _id = $"{Guid.NewGuid()}";
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("apphost-");
    private readonly ChildProcess _process;

    private AppHostProcess()
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
        });
    }

    public static bool CanBeFound => OperatingSystem.IsLinux();

    /// <summary>Starts it, sends it a signal once it has printed a text, and waits until nothing of it is left.</summary>
    public static async Task LeavesNothingAsync(string signal, string moment)
    {
        await using var appHost = new AppHostProcess();
        await appHost._process.SaysAsync(moment, TimeSpan.FromMinutes(3));
        await appHost._process.SignalAsync(signal);
        await Wait.UntilAsync(
            $"nothing of AppHost, which had said:\n{appHost._process.Output}\n", () => Task.FromResult(appHost.Left()), left => left.Count == 0, s_limit, TimeSpan.FromMilliseconds(250));
    }

    /// <summary>
    /// Its process, every process that has inherited its variable, and every folder among its temporary files. A listener cannot outlive its process.
    /// .NET's own files of a killed process, <c>dotnet-diagnostic-…</c> and <c>clr-debug-pipe-…</c>, are no folders: nobody can remove them.
    /// </summary>
    private IReadOnlyList<string> Left() =>
    [
        .. from directory in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out _) && Read(directory, "environ").Split('\0').Contains($"{Mark}={_id}")
           select $"process {Path.GetFileName(directory)} ({Read(directory, "cmdline").Replace('\0', ' ').Trim()})",
        .. from folder in _temporary.EnumerateDirectories() select $"folder {folder.FullName}",
    ];

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
            return ""; // It has ended meanwhile, or belongs to another user.
        }
    }
}
