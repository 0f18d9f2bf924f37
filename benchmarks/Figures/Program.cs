using System.Diagnostics;
using System.Globalization;
using EndToEnd.Harness;

// Figures of docs/performance.md: medians of five runs. benchmarks/start.sh measures the start.
const int Runs = 5;

await using var application = new Application();
await application.InitializeAsync();
await using var browser = new Browser();
await browser.InitializeAsync();
List<double> ready = [], audio = [];
for (var run = 0; run < Runs; run++)
{
    var (openedToReady, clickedToAudio) = await CallTimes.MeasureAsync(application, browser, run);
    ready.Add(openedToReady);
    audio.Add(clickedToAudio);
}

Report("page opened to device ready", ready);
Report("call clicked to audio on both sides", audio);

static void Report(string what, IReadOnlyCollection<double> seconds) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: {seconds.Order().ElementAt(seconds.Count / 2):0.0} s (of {string.Join(", ", seconds.Select(s => s.ToString("0.0", CultureInfo.InvariantCulture)))})"));

internal static class CallTimes
{
    public static async Task<(double OpenedToReady, double ClickedToAudio)> MeasureAsync(Application application, Browser browser, int run)
    {
        var clock = Stopwatch.StartNew();
        await using var alice = await Phone.CreateAsync(application, await browser.NewContextAsync(application.PageUrl), $"alice{run}", TokenKind.Capability);
        await alice.OpenAsync();
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        var openedToReady = clock.Elapsed.TotalSeconds;

        await using var bob = await Phone.CreateAsync(application, await browser.NewContextAsync(application.PageUrl), $"bob{run}", TokenKind.Capability);
        await bob.OpenAsync();
        await bob.SignInAsync();
        clock.Restart();
        await bob.CallAsync(alice.Name);
        await alice.AcceptAsync();
        await Task.WhenAll(alice.HearsAndIsHeardAsync(packets: 1), bob.HearsAndIsHeardAsync(packets: 1));
        return (openedToReady, clock.Elapsed.TotalSeconds);
    }
}
