using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Harness;

/// <summary>One person at the page, in words of what that person does and sees.</summary>
public sealed class Phone : IAsyncDisposable
{
    // Keeps every peer connection, so that its statistics can be read. The page does not know.
    private const string WatchPeerConnections = """
        window.peerConnections = [];
        window.RTCPeerConnection = class extends window.RTCPeerConnection {
            constructor(...args) { super(...args); window.peerConnections.push(this); }
        };
        """;

    private const string AudioPackets = """
        async () => {
            const packets = { sent: 0, received: 0 };
            for (const peer of window.peerConnections) {
                for (const report of (await peer.getStats()).values()) {
                    if (report.type === 'outbound-rtp') packets.sent += report.packetsSent;
                    if (report.type === 'inbound-rtp') packets.received += report.packetsReceived;
                }
            }
            return packets;
        }
        """;

    // Everything the tests wait for takes well under a second on an idle machine.
    private const float LimitMs = 20_000;

    private readonly IBrowserContext _context;
    private readonly bool _ownsContext;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _console = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private Phone(IBrowserContext context, IPage page, string name)
    {
        _ownsContext = context.Pages.Count == 1;
        _context = context;
        _page = page;
        Name = name;
        page.Console += (_, message) => _console.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) =>
        {
            _console.Enqueue($"uncaught: {error}");
            _complaints.Enqueue($"uncaught: {error}");
        };
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) => ExpectLoopback(request.Url);
        page.WebSocket += (_, socket) => ExpectLoopback(socket.Url);
    }

    public string Name { get; }

    /// <summary>Violations of the page's Content-Security-Policy, requests beyond this machine, and errors that nobody caught.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The page itself, for looking at it.</summary>
    public IPage Page => _page;

    public static async Task<Phone> OpenAsync(IBrowserContext context, string name, int sdk)
    {
        await context.AddInitScriptAsync(WatchPeerConnections);
        return await OpenWindowAsync(context, name, sdk);
    }

    /// <summary>Another window of the same browser profile, for somebody else.</summary>
    public Task<Phone> OpenWindowAsync(string name) => OpenWindowAsync(_context, name, sdk: 1);

    private static async Task<Phone> OpenWindowAsync(IBrowserContext context, string name, int sdk)
    {
        var phone = new Phone(context, await context.NewPageAsync(), name);
        await phone._page.GotoAsync($"/?sdk={sdk}");
        return phone;
    }

    public async Task SignInAsync()
    {
        await _page.GetByLabel("Your name").FillAsync(Name);
        await PressAsync("Sign in");
        await SeesAsync("Not registered");
    }

    /// <summary>Makes the page ask for another token than it would: <paramref name="body"/> instead of its own request.</summary>
    public Task AskForTokensWithAsync(object body) =>
        _page.RouteAsync("**/api/tokens/*", route => route.ContinueAsync(new() { PostData = JsonSerializer.SerializeToUtf8Bytes(body) }));

    /// <summary>Chooses how long the next token lives, by the words on the page.</summary>
    public Task ChooseTokenLifeAsync(string life) => _page.GetByRole(AriaRole.Radio, new() { Name = life }).CheckAsync();

    /// <summary>Lets tokens expire, to see what happens then.</summary>
    public Task StopRenewingAsync() => _page.GetByLabel("Renew it before it expires").UncheckAsync();

    /// <summary>Registers for incoming calls; the token is what the page was given for it.</summary>
    public Task<IssuedToken> RegisterAsync() => TokenForAsync(PressRegisterAsync);

    /// <summary>Registers where no token may come of it.</summary>
    public Task PressRegisterAsync() => PressAsync("Register for incoming calls");

    /// <summary>Calls somebody; the token is what the page was given for it.</summary>
    public Task<IssuedToken> CallAsync(string callee) => TokenForAsync(async () =>
    {
        await _page.GetByLabel("Who to call").FillAsync(callee);
        await PressAsync("Call");
    });

    public Task AcceptAsync() => PressAsync("Accept");

    public Task RejectAsync() => PressAsync("Reject");

    public Task HangUpAsync() => PressAsync("Hang up");

    /// <summary>Presses keys of the keypad.</summary>
    public async Task DialAsync(string digits)
    {
        await PressAsync("Keypad");
        foreach (var digit in digits)
        {
            await PressAsync(digit switch { '*' => "Star", '#' => "Hash", _ => $"{digit}" });
        }
    }

    /// <summary>Types where the focus is, then presses a key.</summary>
    public async Task TypeAsync(string text, string key)
    {
        await _page.Keyboard.TypeAsync(text);
        await _page.Keyboard.PressAsync(key);
    }

    /// <summary>Asks for a token without doing anything else.</summary>
    public Task RequestTokenAsync() => PressAsync("Request a token");

    /// <summary>Waits until the page offers to call this person.</summary>
    public Task IsOfferedAsync(string name) =>
        _page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).WaitForAsync(new() { Timeout = LimitMs });

    public Task LeaveAsync() => _page.CloseAsync(new() { RunBeforeUnload = false });

    /// <summary>Waits until the page says exactly this.</summary>
    public Task SeesAsync(string status) => SeesAsync(AriaRole.Status, new Regex($"^{Regex.Escape(status)}$"));

    /// <summary>Waits until an alert says this, among other things.</summary>
    public Task SeesAlertAsync(string text) => SeesAsync(AriaRole.Alert, new Regex(Regex.Escape(text)));

    public Task SeesNoAlertAsync() => SeesAsync(AriaRole.Alert, new Regex("^$"), WaitForSelectorState.Attached);

    private async Task SeesAsync(AriaRole role, Regex text, WaitForSelectorState state = WaitForSelectorState.Visible)
    {
        try
        {
            await _page.GetByRole(role).Filter(new() { HasTextRegex = text }).WaitForAsync(new() { Timeout = LimitMs, State = state });
        }
        catch (TimeoutException)
        {
            var status = await _page.GetByRole(AriaRole.Status).InnerTextAsync();
            var alert = await _page.GetByRole(AriaRole.Alert).InnerTextAsync();
            Assert.Fail($"{Name} should see '{text}' as {role}, but sees the status '{status}' and the alert '{alert}'.");
        }
    }

    /// <summary>Waits until this is true in the page.</summary>
    public async Task ExpectAsync(string condition)
    {
        try
        {
            await _page.WaitForFunctionAsync($"() => {condition}", null, new() { Timeout = LimitMs, PollingInterval = 50 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"In {Name}'s page this should become true: {condition}");
        }
    }

    /// <summary>Waits until the audio of the call has gone on for so many packets in both directions.</summary>
    public async Task HearsAndIsHeardAsync(int packets = 50)
    {
        var before = await _page.EvaluateAsync<AudioCount>(AudioPackets);
        try
        {
            await _page.WaitForFunctionAsync(
                $"async before => {{ const now = await ({AudioPackets})(); return now.sent - before.sent >= {packets} && now.received - before.received >= {packets}; }}",
                new { sent = before.Sent, received = before.Received },
                new() { Timeout = LimitMs, PollingInterval = 50 });
        }
        catch (TimeoutException)
        {
            var now = await _page.EvaluateAsync<AudioCount>(AudioPackets);
            Assert.Fail($"{Name} sent {now.Sent - before.Sent} and received {now.Received - before.Received} packets; {packets} of each were expected.");
        }
    }

    /// <summary>Writes <c>{path}.png</c>, <c>{path}.console.log</c>, and for the first window of a browser profile <c>{path}.trace.zip</c>.</summary>
    public async Task SaveEvidenceAsync(string path)
    {
        await File.WriteAllLinesAsync($"{path}.console.log", _console);
        if (!_page.IsClosed)
        {
            await _page.ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
        }

        if (_ownsContext)
        {
            await _context.Tracing.StopAsync(new() { Path = $"{path}.trace.zip" });
        }
    }

    public ValueTask DisposeAsync() => _ownsContext ? _context.DisposeAsync() : ValueTask.CompletedTask;

    private void ExpectLoopback(string url)
    {
        if (!new Uri(url).IsLoopback)
        {
            _complaints.Enqueue($"request to {url}");
        }
    }

    /// <summary>Presses the button of this name.</summary>
    public Task PressAsync(string name) => _page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>The token that the page is given when somebody does this.</summary>
    public async Task<IssuedToken> TokenForAsync(Func<Task> action)
    {
        var askedAt = DateTimeOffset.UtcNow;
        var response = await _page.RunAndWaitForResponseAsync(action, response => response.Url.Contains("/api/tokens/", StringComparison.Ordinal));
        Assert.Equal(200, response.Status);
        var answer = await response.JsonAsync() ?? default;
        return IssuedToken.Read(answer.GetProperty("token").GetString()!, askedAt, DateTimeOffset.UtcNow);
    }

    private sealed class AudioCount
    {
        public int Sent { get; set; }

        public int Received { get; set; }
    }
}
