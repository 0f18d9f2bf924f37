using System.Runtime.InteropServices;

namespace Aspire.Hosting.Execution;

/// <summary>Where programs are.</summary>
internal static class ProgramPath
{
    /// <summary>The .NET host that runs this process; it need not be on the PATH.</summary>
    public static string DotNet { get; } = Path.GetFullPath(
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet",
        // {root}/shared/Microsoft.NETCore.App/{version}/
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The first of that name on the PATH; a name with a directory in it is taken as it is.</summary>
    public static string? Find(string command)
    {
        if (Path.GetFileName(command) != command)
        {
            return File.Exists(command) ? command : null;
        }

        string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => extensions.Select(extension => Path.Combine(directory, command + extension)))
            .FirstOrDefault(File.Exists);
    }
}
