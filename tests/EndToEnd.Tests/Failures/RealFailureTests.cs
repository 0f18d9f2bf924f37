using EndToEnd.Harness;

namespace EndToEnd.Tests.Failures;

/// <summary>A test that really fails, to see that somebody notices: this one, once more, in a program of its own.</summary>
public sealed class RealFailureTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string FailOnPurpose = "FAIL_ON_PURPOSE";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2); // For starting everything once more.

    [Fact]
    public async Task A_test_that_really_fails_leaves_a_folder()
    {
        if (Environment.GetEnvironmentVariable(FailOnPurpose) is not null)
        {
            var alice = await RegisteredAsync("alice");
            await alice.SeesAsync("In call with nobody", TimeSpan.FromSeconds(1));
        }

        await using var run = ChildProcess.Start(
            ChildProcess.DotNet,
            [Path.Combine(AppContext.BaseDirectory, "EndToEnd.Tests.dll"), "-method", $"{GetType().FullName}.{nameof(A_test_that_really_fails_leaves_a_folder)}"],
            environment: new Dictionary<string, string?> { [FailOnPurpose] = "1" });
        Assert.True(await run.EndsAsync(s_limit) != 0, run.Output);

        var firstPage = Path.Combine(Bundle.Folder, "README.md");
        Assert.True(File.Exists(firstPage), $"The test that failed left no {firstPage}. Its program said:\n{run.Output}");
        var summary = await File.ReadAllTextAsync(firstPage, TestContext.Current.CancellationToken);
        Assert.Contains("should see the status", summary, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(Bundle.Folder), file => file.EndsWith(".trace.zip", StringComparison.Ordinal));
        Directory.Delete(Bundle.Folder, recursive: true);
    }
}
