using EndToEnd.Harness;

namespace EndToEnd.Tests.Faults;

/// <summary>The messages of a test that cannot run or waits in vain.</summary>
internal static class TestFaults
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);

    public static IEnumerable<Fault> All =>
    [
        new("Chromium missing", "No Chromium, Chrome or Edge was found.", "apt-get install chromium", async _ =>
        {
            await using var browser = new MissingBrowser();
            return await MessageAsync(async () => await browser.InitializeAsync());
        }),
        new("a condition that does not become true", "Expected something within", "Seen last: what was there", _ =>
            MessageAsync(() => Wait.UntilAsync("something", () => Task.FromResult("what was there"), _ => false, s_short))),
        new("a program that ends too early", "ended with 3", "the reason", async _ =>
        {
            await using var process = ChildProcess.Start("sh", ["-c", "echo the reason; exit 3"]);
            return await MessageAsync(() => process.SaysAsync("ready", Fault.Limit));
        }),
    ];

    private static async Task<string> MessageAsync(Func<Task> action) => (await Assert.ThrowsAnyAsync<Exception>(action)).Message;

    private sealed class MissingBrowser() : Browser(["/no/such/browser"], []);
}
