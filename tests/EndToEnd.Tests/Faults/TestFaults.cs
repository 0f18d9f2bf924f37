using EndToEnd.Harness;

namespace EndToEnd.Tests.Faults;

/// <summary>What the output of a test says when the test itself cannot work, or waits for what does not come.</summary>
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
        new("a wait for the page in vain", "should see the status", "sees the status 'Not registered'", async test =>
        {
            var alice = await test.VisitAsync();
            await alice.SignInAsync();
            return await MessageAsync(() => alice.SeesAsync("Registered", s_short));
        }),
        new("a wait for the sandbox in vain", "Expected something within", "Seen last: what was there", _ =>
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
