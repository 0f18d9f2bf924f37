using System.Diagnostics;
using System.Globalization;

namespace KillAppHost;

/// <summary>An AppHost whose descendants and temporary files can be told from everybody else's: by a variable, and a directory of their own.</summary>
internal sealed class Victim : IDisposable
{
    private const string Mark = "KILL_APPHOST_RUN";

    private readonly string _run = $"{Mark}={Guid.NewGuid()}";
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("kill-apphost-");

    public Victim()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, "host"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Mark] = _run[(Mark.Length + 1)..];
        start.Environment["TMPDIR"] = _temporary.FullName;
        Process = Process.Start(start)!;
    }

    public Process Process { get; }

    /// <summary>The processes that have inherited the variable. A listener cannot outlive its process, so this finds listeners too.</summary>
    public IReadOnlyList<string> Descendants() =>
        [.. Directory.EnumerateDirectories("/proc").Where(IsDescendant).Select(directory => $"{Path.GetFileName(directory)} ({Read(directory, "cmdline")})")];

    /// <summary>What is still there; null when nothing is.</summary>
    /// <param name="isSupervised">
    /// Before AppHost has started its first resource, nobody can remove the files that .NET itself makes for AppHost's process:
    /// dotnet-diagnostic-{pid}-… and clr-debug-pipe-{pid}-….
    /// </param>
    public string? Left(bool isSupervised)
    {
        var files = _temporary.EnumerateFileSystemInfos()
            .Select(file => file.Name)
            .Where(name => isSupervised || !name.Contains($"-{Process.Id}-", StringComparison.Ordinal));
        var left = Descendants().Concat(files).ToList();
        return left.Count == 0 ? null : string.Join(", ", left);
    }

    public void Dispose()
    {
        Process.Dispose();
        _temporary.Delete(recursive: true);
    }

    private bool IsDescendant(string directory) => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id)
        && id != Process.Id
        && Read(directory, "environ").Split(' ').Contains(_run);

    private static string Read(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, file)).Replace('\0', ' ').Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or of another user.
            return "";
        }
    }
}
