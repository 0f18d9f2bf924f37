namespace EndToEnd.Tests.Harness;

/// <summary>A folder that says what a failed test saw: <c>artifacts/failures/{test}/</c> at the root of the repository.</summary>
public sealed class FailureBundle(string testName)
{
    public string Folder { get; } = Path.Combine(
        Repository.Root, "artifacts", "failures", string.Concat(testName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')));

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
}
