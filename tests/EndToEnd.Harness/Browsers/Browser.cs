using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>One Chromium for all tests, with a context (browser profile) for each person. After a failed test, new contexts get a new Chromium.</summary>
public class Browser : IAsyncLifetime
{
    // The first that exists is used; nothing is downloaded. Chromium's headless shell is the same engine and needs half the time for a page.
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
        "--use-fake-device-for-media-stream", // A microphone that beeps
        "--use-fake-ui-for-media-stream", // and needs no permission.
        "--allow-loopback-in-peer-connection", // Without a network there is no other address.
        "--disable-background-networking",
    ];

    // One Playwright driver for all browsers. It ends with the test program.
    private static readonly Lazy<Task<IPlaywright>> s_playwright = new(Playwright.CreateAsync);

    private const float Limit = 20_000; // Milliseconds for each wait.

    private readonly List<IBrowser> _launched = [];
    private readonly SemaphoreSlim _launching = new(1);
    private readonly string[] _executables;
    private readonly string[] _moreArguments;
    private IBrowser? _current;

    /// <summary>The installed browser, with a microphone that beeps.</summary>
    public Browser() : this(s_executables, [])
    {
    }

    /// <summary>Another browser, or more arguments.</summary>
    protected Browser(string[]? executables, string[] moreArguments) => (_executables, _moreArguments) = (executables ?? s_executables, moreArguments);

    /// <summary>The installed browser, for other programs that drive one.</summary>
    public static string? Executable => Array.Find(s_executables, File.Exists);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Limit);
        _current = await LaunchAsync();
    }

    /// <summary>A new browser profile with this base address.</summary>
    public async Task<IBrowserContext> NewContextAsync(Uri page)
    {
        var context = await (await CurrentAsync()).NewContextAsync(new()
        {
            BaseURL = page.ToString(),
            Permissions = ["microphone"], // Otherwise the headless shell hides all addresses except the one with a route to the internet.
            ReducedMotion = ReducedMotion.Reduce, // Without a graphics card, animations take processor time.
        });
        context.SetDefaultTimeout(Limit);
        return context;
    }

    /// <summary>Gives new contexts a new Chromium, after a failed test. Existing contexts continue.</summary>
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
            ?? throw new InvalidOperationException("No Chromium, Chrome or Edge was found. Install one: 'apt-get install chromium', or run ./test.sh.");
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
