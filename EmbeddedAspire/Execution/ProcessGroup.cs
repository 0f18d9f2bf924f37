using System.Diagnostics;

namespace Aspire.Hosting.Execution;

/// <summary>
/// A child that never outlives AppHost, whatever ends AppHost, with all its descendants.
/// <para>
/// On Unix a small shell stands between: it starts the child in a process group of its own, out of reach of the terminal's Ctrl+C, and reads
/// a pipe from AppHost. A line on it means "please end" (SIGTERM to the group). Its end means that AppHost is gone, if only by kill -9
/// (SIGKILL to the group). On Linux the group is a session (setsid); macOS has no such program, there the shell's job control makes the group.
/// </para>
/// <para>On Windows the process tree is ended; a killed AppHost leaves its children behind there.</para>
/// </summary>
internal static class ProcessGroup
{
    // fd 3: the pipe. The child must not have it, nor its standard input, which would keep the end of the pipe from being seen.
    // Right after its start the child has no group yet: then the child alone is meant. When it has ended, what it left in its group ends too.
    private const string Supervisor = """
        exec 3<&0 </dev/null
        detach=$1; shift
        $detach "$@" 3<&- &
        child=$!
        { while read -r _; do kill -s TERM -- "-$child" || kill -s TERM "$child"; done <&3
          kill -s KILL -- "-$child" || kill -s KILL "$child"; } >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        { wait "$child"; code=$?; kill -s KILL -- "$watcher" "-$child"; } 2>/dev/null
        exit "$code"
        """;

    public static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            return new(program, arguments);
        }

        var (launcher, detach, script) = OperatingSystem.IsLinux()
            ? ("setsid", "setsid", Supervisor)
            : ("env", "", $"trap '' INT; set -m\n{Supervisor}");
        return new(launcher, ["sh", "-c", script, "supervisor", detach, program, .. arguments]);
    }

    public static void RequestStop(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            process.StandardInput.WriteLine();
            process.StandardInput.Flush();
        }
    }

    public static void Kill(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            process.StandardInput.Close();
        }
    }
}
