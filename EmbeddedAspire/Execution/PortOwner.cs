using System.Globalization;

namespace Aspire.Hosting.Execution;

/// <summary>The process that listens on a port, as far as Linux's /proc tells.</summary>
internal sealed record PortOwner(string ProcessId, string CommandLine)
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static PortOwner? Find(int port)
    {
        var sockets = Tables.Where(File.Exists).SelectMany(table => Sockets(table, port)).ToHashSet();
        return sockets.Count == 0 ? null
            : Directory.EnumerateDirectories("/proc").Where(directory => char.IsAsciiDigit(Path.GetFileName(directory)[0]))
                .Select(directory => Owner(directory, sockets)).FirstOrDefault(owner => owner is not null);
    }

    /// <summary>sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode; the address is HEX:HEXPORT, 0A listens.</summary>
    private static IEnumerable<string> Sockets(string table, int port) =>
        from line in File.ReadLines(table).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields[1].EndsWith($":{port.ToString("X4", CultureInfo.InvariantCulture)}", StringComparison.Ordinal) && fields[3] == "0A"
        select $"socket:[{fields[9]}]";

    private static PortOwner? Owner(string directory, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(directory, "fd")).Any(fd => sockets.Contains(new FileInfo(fd).LinkTarget ?? ""))
                ? new(Path.GetFileName(directory), File.ReadAllText(Path.Combine(directory, "cmdline")).Replace('\0', ' ').Trim())
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Of another user, or gone meanwhile.
            return null;
        }
    }
}
