using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>One person at the page, in words of what that person does and sees.</summary>
public sealed partial class Phone : IAsyncDisposable
{
    private readonly IPhoneSystem _system;
    private readonly IBrowserContext _context;
    private readonly bool _ownsContext;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _console = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private Phone(IPhoneSystem system, IBrowserContext context, IPage page, string name, TokenKind kind)
    {
        (_system, _context, _page, Name, Kind) = (system, context, page, name, kind);
        _ownsContext = context.Pages.Count == 1;
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
        WatchTokens();
        WatchNetwork();
    }

    /// <summary>Who it is.</summary>
    public string Name { get; }

    /// <summary>The kind of token that the page uses.</summary>
    public TokenKind Kind { get; }

    /// <summary>Violations of the page's Content-Security-Policy, requests beyond this machine, and errors that nobody caught.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>What the browser's console has shown.</summary>
    public IReadOnlyCollection<string> Console => _console;

    /// <summary>The page itself, for looking at it.</summary>
    public IPage Page => _page;

    /// <summary>The first window of a browser profile, still empty.</summary>
    public static async Task<Phone> CreateAsync(IPhoneSystem system, IBrowserContext context, string name, TokenKind kind)
    {
        await context.AddInitScriptAsync(WatchPeerConnections);
        await context.AddInitScriptAsync(KeepWhatIsSaid);
        var phone = await CreateWindowAsync(system, context, name, kind);
        await phone.StartTraceAsync();
        return phone;
    }

    /// <summary>Another window of the same browser profile, for somebody else.</summary>
    public Task<Phone> CreateWindowAsync(string name) => CreateWindowAsync(_system, _context, name, TokenKind.Capability);

    private static async Task<Phone> CreateWindowAsync(IPhoneSystem system, IBrowserContext context, string name, TokenKind kind)
    {
        var phone = new Phone(system, context, await context.NewPageAsync(), name, kind);
        await phone.TellWhatThePageIsDoingAsync();
        return phone;
    }

    /// <summary>Opens the page with its kind of token, and waits until the page uses it.</summary>
    public async Task OpenAsync()
    {
        await WaitAsync("be shown the page", () => _page.GotoAsync($"/?token={Kind.Name()}"));
        await SeesAsync(_page.Locator("nav a[aria-current]").Filter(new() { HasText = Kind.Label() }));
    }

    /// <summary>Signs in by name.</summary>
    public async Task SignInAsync()
    {
        await PressSignInAsync();
        await SeesAsync("Not registered");
    }

    /// <summary>Tries to sign in, by one's own name or another.</summary>
    public async Task PressSignInAsync(string? name = null)
    {
        await WaitAsync("be asked for a name", () => _page.GetByLabel("Your name").FillAsync(name ?? Name));
        await PressAsync("Sign in");
    }

    /// <summary>Chooses how long the next token lives, by the words on the page.</summary>
    public Task ChooseTokenLifeAsync(string life) =>
        WaitAsync($"be able to choose '{life}'", () => _page.GetByRole(AriaRole.Radio, new() { Name = life }).CheckAsync());

    /// <summary>Lets tokens expire, to see what happens then.</summary>
    public Task StopRenewingAsync() => WaitAsync("be able to switch renewing off", () => _page.GetByLabel("Renew before expiry").UncheckAsync());

    /// <summary>Registers for incoming calls; the token is what the page was given for it.</summary>
    public Task<IssuedToken> RegisterAsync() => TokenForAsync(PressRegisterAsync);

    /// <summary>Registers where no token may come of it.</summary>
    public Task PressRegisterAsync() => PressAsync("Register for incoming calls");

    /// <summary>Calls somebody; the token is what the page was given for it.</summary>
    public Task<IssuedToken> CallAsync(string callee) => TokenForAsync(() => PressCallAsync(callee));

    /// <summary>Calls somebody where no token may come of it.</summary>
    public async Task PressCallAsync(string callee)
    {
        await WaitAsync("be asked who to call", () => _page.GetByLabel("Name to call").FillAsync(callee));
        await PressAsync("Call");
    }

    /// <summary>Accepts the call that comes in.</summary>
    public Task AcceptAsync() => PressAsync("Accept");

    /// <summary>Declines the call that comes in.</summary>
    public Task RejectAsync() => PressAsync("Reject");

    /// <summary>Ends the call, or gives up calling.</summary>
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

    /// <summary>Presses the button of this name.</summary>
    public Task PressAsync(string name) =>
        WaitAsync($"be able to press '{name}'", () => _page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync());

    /// <summary>Opens a part of the page that is closed at first.</summary>
    public Task OpensAsync(string summary) => WaitAsync($"be able to open '{summary}'", () => _page.GetByText(summary).ClickAsync());

    /// <summary>Closes the page, as a person does who closes the window.</summary>
    public Task LeaveAsync() => _page.CloseAsync(new() { RunBeforeUnload = false });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ownsContext && _context.Browser is { IsConnected: true })
        {
            await StopTraceAsync();
            await _context.DisposeAsync();
        }
    }

    private void ExpectLoopback(string url)
    {
        if (!new Uri(url).IsLoopback)
        {
            _complaints.Enqueue($"request to {url}");
        }
    }
}
