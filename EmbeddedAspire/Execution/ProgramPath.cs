using System.Runtime.InteropServices;

namespace Aspire.Hosting.Execution;

/// <summary>Where programs are.</summary>
internal static class ProgramPath
{
    private static readonly string[] Extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];

    /// <summary>The .NET host that runs this process; it need not be on the PATH. Its runtime is in {root}/shared/Microsoft.NETCore.App/{version}/.</summary>
    public static string DotNet { get; } =
        Path.GetFullPath(OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet", Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static string? Standard => Environment.GetEnvironmentVariable("PATH");

    /// <summary>The first of that name on the path; a name with a directory in it is taken as it is.</summary>
    public static string? Find(string command, string? path) =>
        Path.GetFileName(command) != command ? File.Exists(command) ? command : null
            : (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(directory => Extensions.Select(extension => Path.Combine(directory, command + extension)))
                .FirstOrDefault(File.Exists);
}
