using EndToEnd.Harness;

namespace EndToEnd.Tests.Failures;

/// <summary>A test that really fails, to see that somebody notices: this one, once more, in a program of its own.</summary>
public sealed class RealFailureTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task A_test_that_really_fails_leaves_a_folder()
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
