using System.Diagnostics;

namespace Aspire.Hosting.Execution;

/// <summary>
/// A child that never outlives AppHost, whatever ends AppHost, with all its descendants.
/// <para>
/// On Unix a small shell stands between: it starts the child in a process group of its own, out of reach of the terminal's Ctrl+C, and reads
/// a pipe from AppHost. A line on it names a signal for the group. Its end means that AppHost is gone, if only by kill -9: the group is asked
/// to end, so that it can remove its temporary files, and ended by force two seconds later. On Linux the group is a session (setsid); macOS
/// has no such program, there the shell's job control makes the group.
/// </para>
/// <para>On Windows AppHost and all its descendants are one job, which Windows ends with AppHost (see <see cref="WindowsJob"/>).</para>
/// </summary>
internal static class ProcessGroup
{
    // fd 3: the pipe. The child must not have it, nor its standard input, which would keep the end of the pipe from being seen.
    // Right after its start the child has no group yet: then the child alone is meant. When it has ended, what it left in its group ends too.
    // .NET makes files named dotnet-diagnostic-{pid}-… and clr-debug-pipe-{pid}-…; AppHost, when it was killed, and a child that was ended early
    // have not removed theirs.
    private const string Supervisor = """
        exec 3<&0 </dev/null
        detach=$1; shift
        $detach "$@" 3<&- &
        child=$!
        forget() { rm -f -- "${TMPDIR:-/tmp}/dotnet-diagnostic-$1-"* "${TMPDIR:-/tmp}/clr-debug-pipe-$1-"*; }
        { signal() { kill -s "$1" -- "-$child" || kill -s "$1" "$child"; }
          while read -r name; do signal "$name"; done <&3
          forget "$PPID"; signal TERM
          for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do kill -s 0 "$child" || break; sleep 0.1; done
          signal KILL; } >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        { wait "$child"; code=$?; kill -s KILL -- "$watcher" "-$child"; forget "$child"; } 2>/dev/null
        exit "$code"
        """;

    public static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsJob.Join();
            return new(program, arguments);
        }

        var (launcher, detach, script) = OperatingSystem.IsLinux()
            ? ("setsid", "setsid", Supervisor)
            : ("env", "", $"trap '' INT; set -m\n{Supervisor}");
        return new(launcher, ["sh", "-c", script, "supervisor", detach, program, .. arguments]);
    }

    public static void RequestStop(Process process) => Signal(process, "TERM");

    public static void Kill(Process process) => Signal(process, "KILL");

    private static void Signal(Process process, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        process.StandardInput.WriteLine(name);
        process.StandardInput.Flush();
    }
}
