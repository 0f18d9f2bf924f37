using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>
/// One Chromium for all tests; each person gets a context, which is a browser profile, of their own. After a failed test nobody gets one of the same Chromium.
/// </summary>
public class Browser : IAsyncLifetime
{
    // The first that exists is used. No download: the machine's own browser is what its users have. Chromium's shell without a window is the
    // same engine, and needs half as long for a page.
    private static readonly string[] s_executables =
    [
        "/usr/bin/chromium-headless-shell",
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

    // One driver, a program of Playwright's, for all browsers; it ends with the tests.
    private static readonly Lazy<Task<IPlaywright>> s_playwright = new(Playwright.CreateAsync);

    private const float Limit = 20_000; // For each thing that is waited for, in milliseconds.

    private readonly List<IBrowser> _launched = [];
    private readonly SemaphoreSlim _launching = new(1);
    private readonly string[] _executables;
    private readonly string[] _moreArguments;
    private IBrowser? _current;

    /// <summary>The machine's browser, with the microphone that beeps.</summary>
    public Browser() : this(s_executables, [])
    {
    }

    /// <summary>Another browser, or more arguments for it.</summary>
    protected Browser(string[]? executables, string[] moreArguments) => (_executables, _moreArguments) = (executables ?? s_executables, moreArguments);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Limit);
        _current = await LaunchAsync();
    }

    /// <summary>A browser profile of its own, whose relative addresses are the page's.</summary>
    public async Task<IBrowserContext> NewContextAsync(Uri page)
    {
        var context = await (await CurrentAsync()).NewContextAsync(new()
        {
            BaseURL = page.ToString(),
            Permissions = ["microphone"], // Chromium's shell would else tell a page of no address but the one that leads to the internet.
            ReducedMotion = ReducedMotion.Reduce, // Without a graphics card every frame of an animation costs the tests time.
        });
        context.SetDefaultTimeout(Limit);
        return context;
    }

    /// <summary>A test has failed: nobody shares this Chromium with it from now on. Those who are in it already may go on.</summary>
    public void Retire() => _current = null;

    private async Task<IBrowser> CurrentAsync()
    {
        await _launching.WaitAsync();
        try
        {
            return _current ??= await LaunchAsync();
        }
        finally
        {
            _launching.Release();
        }
    }

    private async Task<IBrowser> LaunchAsync()
    {
        var executable = Array.Find(_executables, File.Exists)
            ?? throw new InvalidOperationException("No Chromium, Chrome or Edge was found. Install one: 'apt-get install chromium', or run ./test.sh, which does.");
        var browser = await (await s_playwright.Value).Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = [.. s_arguments, .. _moreArguments],
            ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.UserName == "root"), // Chromium's own rule: no sandbox for root.
        });
        _launched.Add(browser);
        return browser;
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var browser in _launched)
        {
            await browser.DisposeAsync();
        }

        _launching.Dispose();
        GC.SuppressFinalize(this);
    }
}
