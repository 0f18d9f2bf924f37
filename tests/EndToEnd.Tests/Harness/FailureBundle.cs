namespace EndToEnd.Tests.Harness;

/// <summary>A folder that says what a failed test saw: <c>artifacts/failures/{test}/</c> at the root of the repository.</summary>
public sealed class FailureBundle(string testName)
{
    private static readonly string s_root = FindRoot();

    public string Folder { get; } = Path.Combine(s_root, "artifacts", "failures", string.Concat(testName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')));

    /// <summary>For each person a Playwright trace, a screenshot and the console; for all, the logs of the services.</summary>
    public async Task SaveAsync(IEnumerable<Phone> phones, LogCollector logs)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "services.log"), logs.Text);
        foreach (var phone in phones)
        {
            await phone.SaveEvidenceAsync(Path.Combine(Folder, phone.Name));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"What the test saw is in {Folder}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Capability.Aspire.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
