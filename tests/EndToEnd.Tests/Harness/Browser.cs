using Microsoft.Playwright;

namespace EndToEnd.Tests.Harness;

/// <summary>One Chromium for all tests; each person gets a context, which is a browser profile, of their own.</summary>
public sealed class Browser : IAsyncLifetime
{
    // The first that exists is used. No download: the machine's own browser is what its users have.
    private static readonly string[] s_executables =
    [
        "/usr/bin/chromium",
        "/usr/bin/google-chrome",
        "/usr/bin/microsoft-edge",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        Environment.ExpandEnvironmentVariables(@"%ProgramFiles%\Google\Chrome\Application\chrome.exe"),
        Environment.ExpandEnvironmentVariables(@"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"),
    ];

    private static readonly string[] s_arguments =
    [
        "--use-fake-device-for-media-stream", // a microphone that beeps
        "--use-fake-ui-for-media-stream", // and that may be used without asking
        "--allow-loopback-in-peer-connection", // a machine that has no network has no other address
        "--disable-background-networking",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var executable = Array.Find(s_executables, File.Exists)
            ?? throw new InvalidOperationException("No Chromium, Chrome or Edge was found. Install one: 'apt-get install chromium', or run ./test.sh, which does.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = s_arguments,
            ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.UserName == "root"), // Chromium's own rule: no sandbox for root.
        });
    }

    public Task<IBrowserContext> NewContextAsync(Uri page) => _browser!.NewContextAsync(new()
    {
        BaseURL = page.ToString(),
        ReducedMotion = ReducedMotion.Reduce, // Without a graphics card every frame of an animation costs the tests time.
    });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
