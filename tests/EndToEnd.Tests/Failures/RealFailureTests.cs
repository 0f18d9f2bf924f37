using EndToEnd.Harness;

namespace EndToEnd.Tests.Failures;

/// <summary>Runs itself again in another process, where it fails.</summary>
public sealed class RealFailureTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task Failed_test_leaves_a_failure_bundle()
    {
        if (FailOnPurpose.IsDue)
        {
            var alice = await RegisteredAsync("alice");
            await alice.SeesAsync("In call with nobody", TimeSpan.FromSeconds(1));
        }

        var summary = await FailOnPurpose.RunAsync(Bundle.Folder, TimeSpan.FromMinutes(1), Application.Variables);
        Assert.Contains("should see the status", summary, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(Bundle.Folder), file => file.EndsWith(".trace.zip", StringComparison.Ordinal));
        Directory.Delete(Bundle.Folder, recursive: true);
    }
}
