namespace EndToEnd.Harness;

/// <summary>Where things are on this machine.</summary>
public static class Repository
{
    /// <summary>The folder that the solution is in.</summary>
    public static string Root { get; } = Find();

    /// <summary>The program of a project, built in the same way as the tests: <c>…/tests/EndToEnd.Tests/bin/Debug/net10.0</c>.</summary>
    public static string ProgramOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Root, project, "bin", output.Parent!.Name, output.Name, $"{Path.GetFileName(project)}.dll");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("*.sln*").Length == 0)
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"There is no solution (*.sln, *.slnx) in {AppContext.BaseDirectory} or above it.");
    }
}
