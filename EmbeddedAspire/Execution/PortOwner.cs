using System.Globalization;

namespace Aspire.Hosting.Execution;

/// <summary>The process that listens on a port, as far as Linux's /proc tells.</summary>
internal sealed record PortOwner(int ProcessId, string CommandLine)
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static PortOwner? Find(int port)
    {
        var sockets = Tables.Where(File.Exists).SelectMany(table => Inodes(table, port))
            .Select(inode => $"socket:[{inode}]")
            .ToHashSet();
        return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Select(directory => Owner(directory, sockets)).FirstOrDefault(o => o is not null);
    }

    /// <summary>sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode; the address is HEX:HEXPORT.</summary>
    private static IEnumerable<string> Inodes(string table, int port)
    {
        var suffix = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        return File.ReadLines(table).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == Listening)
            .Select(fields => fields[9]);
    }

    private static PortOwner? Owner(string directory, HashSet<string> sockets)
    {
        if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid))
        {
            return null;
        }

        try
        {
            return Directory.EnumerateFiles(Path.Combine(directory, "fd")).Any(fd => sockets.Contains(new FileInfo(fd).LinkTarget ?? ""))
                ? new(pid, File.ReadAllText(Path.Combine(directory, "cmdline")).Replace('\0', ' ').Trim())
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Of another user, or gone meanwhile.
            return null;
        }
    }
}
