using System.IO.Compression;
using EndToEnd.Harness;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>A test that really fails, to see what is left of it: this one, once more, in a program of its own.</summary>
public sealed class SdkEvidenceTests(SdkPages pages) : SdkTest(pages)
{
    [Fact]
    public async Task A_failed_test_leaves_what_the_sdk_and_the_sandbox_said()
    {
        if (FailOnPurpose.IsDue)
        {
            var alice = await RegisteredAsync("alice");
            await alice.HearsAsync(TimeSpan.FromSeconds(1));
        }

        var folder = SdkEvidence.Folder;
        var summary = await FailOnPurpose.RunAsync(folder, TimeSpan.FromMinutes(1));
        Assert.Contains("Expected alice to hear something", summary, StringComparison.Ordinal);
        Assert.Contains("- alice said: registered", summary, StringComparison.Ordinal);
        Assert.Contains("scope:client:incoming?clientName=alice", summary, StringComparison.Ordinal);
        Assert.Contains("client.registered alice", summary, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "alice.1.png")) && File.Exists(Path.Combine(folder, "alice.console.log")), summary);
        using (var trace = await ZipFile.OpenReadAsync(Path.Combine(folder, "alice.trace.zip"), TestContext.Current.CancellationToken))
        {
            Assert.Contains(trace.Entries, entry => entry.Name == "trace.trace");
        }

        Directory.Delete(folder, recursive: true);
    }
}
