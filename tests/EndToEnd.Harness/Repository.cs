namespace EndToEnd.Harness;

/// <summary>Paths of the repository.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The built program of a project, in the configuration of this test program: <c>…/tests/EndToEnd.Tests/bin/Debug/net10.0</c>.</summary>
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
