using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Execution;

/// <summary>
/// AppHost and all that it starts, as one job of Windows. The only handle of the job is AppHost's, so it is closed when AppHost ends,
/// however that happens, and with the last handle Windows ends every process in the job.
/// </summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsJob
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    private static readonly Lazy<nint> s_job = new(Create);

    /// <summary>Puts this process into the job, once; children are born into it.</summary>
    public static void Join() => _ = s_job.Value;

    private static nint Create()
    {
        var limits = new ExtendedLimits { Basic = { LimitFlags = KillOnJobClose } };
        var job = CreateJobObjectW(0, 0);
        return job != 0
            && SetInformationJobObject(job, ExtendedLimitInformation, ref limits, Marshal.SizeOf<ExtendedLimits>())
            && AssignProcessToJobObject(job, Process.GetCurrentProcess().Handle) ? job : throw new Win32Exception();
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    private static partial nint CreateJobObjectW(nint attributes, nint name);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(nint job, int kind, ref ExtendedLimits limits, int length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(nint job, nint process);

    // JOBOBJECT_BASIC_LIMIT_INFORMATION and, around it, JOBOBJECT_EXTENDED_LIMIT_INFORMATION.
    private struct BasicLimits
    {
        public long ProcessTime, JobTime;
        public uint LimitFlags;
        public nint MinimumWorkingSet, MaximumWorkingSet;
        public uint ActiveProcesses;
        public nint Affinity;
        public uint Priority, Scheduling;
    }

    private struct ExtendedLimits
    {
        public BasicLimits Basic;
        public ulong ReadOperations, WriteOperations, OtherOperations, ReadBytes, WrittenBytes, OtherBytes;
        public nint ProcessMemory, JobMemory, PeakProcessMemory, PeakJobMemory;
    }
}
