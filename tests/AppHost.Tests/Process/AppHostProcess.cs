using System.Globalization;

namespace AppHost.Tests.Process;

/// <summary>AppHost as a program of its own. A variable and a temporary folder tell its descendants and its files from everyone else's.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string Mark = "APPHOST_OF_THE_TEST";

    private readonly string _id = $"{Guid.NewGuid()}";
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("apphost-");
    private readonly ChildProcess _process;

    public AppHostProcess()
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

    public string Output => _process.Output;

    /// <summary>Waits until it has printed this.</summary>
    public Task SaysAsync(string text) => _process.SaysAsync(text, TimeSpan.FromMinutes(2));

    /// <summary>Sends it a signal, such as <c>KILL</c>.</summary>
    public void Signal(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>
    /// Its process, every process that has inherited its variable, and every folder among its temporary files. A listener cannot outlive its process.
    /// .NET's own files of a killed process, <c>dotnet-diagnostic-…</c> and <c>clr-debug-pipe-…</c>, are no folders: nobody can remove them.
    /// </summary>
    public IReadOnlyList<string> Left() =>
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
